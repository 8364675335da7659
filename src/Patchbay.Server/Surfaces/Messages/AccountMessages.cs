using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform.Dialects;

namespace Patchbay.Server.Surfaces.Messages;

/// <summary>
/// Finds the messages of an account. Messages belong to the phone number on WhatsApp, to the connection on Instagram
/// and Messenger, and to the account for e-mail.
/// </summary>
internal sealed class AccountMessages(PhoneStore phones, MessageStore messages)
{
    public async Task<(IReadOnlyList<MessageRow> Rows, int Total)> ListAsync(
        AccountRow account,
        Page page,
        CancellationToken cancellation
    )
    {
        var tenant = account.Tenant;
        if (account.ConnectionId is not { } connectionId)
            return await messages.ListOfAccountAsync(tenant, account.Id, page, cancellation);
        var phone = await phones.FindByConnectionAsync(tenant, connectionId, cancellation);
        return phone is null
            ? await messages.ListAsync(tenant, connectionId, page, cancellation)
            : await messages.ListAsync(tenant, phone.Id, page, cancellation);
    }
}
