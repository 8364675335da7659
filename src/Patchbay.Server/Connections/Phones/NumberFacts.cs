using Patchbay.Graph;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Asks Meta at once for all facts about a number.</summary>
internal sealed class NumberFacts(
    ConnectionSessions sessions,
    RegistrationStore registrations,
    AppSubscriptions subscriptions,
    AppSyncStore syncs,
    PublicAddress address,
    TimeProvider clock
)
{
    /// <summary>No facts when the connection has no credentials or no app.</summary>
    public async Task<HealthFacts> ReadAsync(
        ConnectionRow connection,
        PhoneRow phone,
        string metaWabaId,
        CancellationToken cancellation
    )
    {
        if (await sessions.FindAsync(connection, cancellation) is not { } session)
            return HealthFacts.None;
        var facts = await OfMetaAsync(session, phone, metaWabaId, cancellation);
        return facts with
        {
            Sync = phone.IsCoexistence ? await syncs.FindAsync(phone.Tenant, phone.Id, cancellation) : null,
            MetaWabaId = metaWabaId,
            OurCallbacks = CallbacksOf(phone),
            Unregistered = await ObstacleAsync(phone, cancellation),
        };
    }

    private async Task<HealthFacts> OfMetaAsync(
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
        var missing = subscriptions.MissingAsync(app, MetaSubscription.WhatsApp, cancellation);
        await Task.WhenAll(info, number, subscribed, missing);
        return new HealthFacts
        {
            Token = await info,
            Number = await number,
            IsSubscribed = (await subscribed)?.Data.Any(subscription =>
                subscription.WhatsappBusinessApiData?.Id == app.AppId
            ),
            MissingFields = await missing,
            AppId = app.AppId,
        };
    }

    private async Task<RegistrationObstacle?> ObstacleAsync(PhoneRow phone, CancellationToken cancellation)
    {
        var known = await registrations.FindAsync(phone.Environment, phone.MetaPhoneNumberId, cancellation);
        return known?.ObstacleAt(clock.GetUtcNow());
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
}
