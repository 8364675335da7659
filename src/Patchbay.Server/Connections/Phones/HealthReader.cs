using System.Text.Json;
using Patchbay.Graph;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Phones;

/// <summary>
/// Sends three requests about a number to Meta at once, judges the answers and stores the result. The stored result is
/// served while Meta cannot be reached.
/// </summary>
internal sealed class HealthReader(
    ConnectionStore connections,
    PhoneStore phones,
    WabaStore wabas,
    ConnectionSessions sessions,
    PublicAddress address,
    Database database,
    TimeProvider clock
)
{
    public async Task<PhoneHealth> ReadAsync(PhoneRow phone, CancellationToken cancellation)
    {
        var connection = await connections.FindAsync(phone.Tenant, phone.ConnectionId, cancellation);
        var session = connection is null ? null : await sessions.FindAsync(connection, cancellation);
        var waba = await wabas.FindAsync(phone.Tenant, phone.WabaId, cancellation);
        var status = connection?.Status ?? ConnectionStatus.Disconnected;
        var facts =
            session is null || waba is null
                ? HealthFacts.None
                : await FactsAsync(session, phone, waba.MetaWabaId, cancellation);
        if (facts.NothingRead && Kept(phone) is { } kept)
            return kept with { Status = status, IsStale = true };

        var health = NumberHealthRules.Judge(phone, status, facts, clock.GetUtcNow());
        if (facts.Number is { } number)
            await KeepAsync(phone, LivePhones.From(number), health, cancellation);
        return health;
    }

    private async Task<HealthFacts> FactsAsync(
        ConnectionSession session,
        PhoneRow phone,
        string metaWabaId,
        CancellationToken cancellation
    )
    {
        var (app, meta) = (session.App, session.Meta);
        var info = OrNull(app.AsApp().Tokens.DebugAsync(session.Token.Reveal(), cancellation));
        var number = OrNull(meta.PhoneNumbers.GetAsync(phone.MetaPhoneNumberId, MetaFields.PhoneHealth, cancellation));
        var subscribed = OrNull(meta.BusinessAccounts.ListSubscribedAppsAsync(metaWabaId, cancellation));
        await Task.WhenAll(info, number, subscribed);
        return new HealthFacts
        {
            Token = await info,
            Number = await number,
            IsSubscribed = (await subscribed)?.Data.Any(subscription =>
                subscription.WhatsappBusinessApiData?.Id == app.AppId
            ),
            AppId = app.AppId,
            MetaWabaId = metaWabaId,
            OurCallbacks = CallbacksOf(phone),
        };
    }

    private string[] CallbacksOf(PhoneRow phone) =>
        [Addresses.PhoneWebhook(address, phone.Id), Addresses.AppWebhook(address), Addresses.SharedHook(address)];

    private static async Task<T?> OrNull<T>(Task<T> read)
        where T : class
    {
        try
        {
            return await read;
        }
        catch (GraphException)
        {
            return null; // the check is then "unknown"
        }
    }

    private Task KeepAsync(PhoneRow phone, LivePhone live, PhoneHealth health, CancellationToken cancellation)
    {
        var text = Wire.Text(health, PhoneJson.Default.PhoneHealth);
        return database.WriteAsync(
            session =>
                phones.SaveHealthAsync(
                    session,
                    phone,
                    live with
                    {
                        IsRegistered = health.IsPhoneRegistered,
                    },
                    text,
                    health.CheckedAt
                ),
            cancellation
        );
    }

    private static PhoneHealth? Kept(PhoneRow phone) =>
        phone.Health is { } text ? JsonSerializer.Deserialize(text, PhoneJson.Default.PhoneHealth) : null;
}
