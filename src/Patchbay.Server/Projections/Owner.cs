using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Projections;

/// <summary>Whose an event is: by the number it names, by the WhatsApp account, by the connection of a page or Instagram account, or by the e-mail account.</summary>
internal sealed record Owner(
    Tenant Tenant,
    PhoneRow? Phone,
    Guid? WabaId,
    ConnectionRow? Connection,
    AccountRow? MailAccount = null
)
{
    public Guid? PhoneId => Phone?.Id;

    public static Owner Of(PhoneRow phone) => new(phone.Tenant, phone, phone.WabaId, null);

    public static Owner Of(WabaRow waba) => new(new(waba.OrganizationId, waba.Environment), null, waba.Id, null);

    public static Owner Of(ConnectionRow connection) =>
        new(new(connection.OrganizationId, connection.Environment), null, null, connection);

    public static Owner Of(AccountRow mailAccount) => new(mailAccount.Tenant, null, null, null, mailAccount);
}
