using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>
/// Connects a WhatsApp number as an account. The number is verified, subscribed and registered at Meta first, so that a
/// failure at Meta stores nothing.
/// </summary>
internal sealed class WhatsAppAccounts(
    MetaApps apps,
    NumberProof proof,
    NumberConnector connector,
    NumberPins pins,
    NumberPreparation preparation,
    ConnectionStore connections,
    AccountStore accounts,
    AccountAudit audit
)
{
    /// <summary>Connects a number that is new, or whose connection was ended.</summary>
    public async Task<Outcome<Guid>> CreateAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var number = config[WhatsAppKind.PhoneNumberId];
        var held = await connections.FindLivePhoneAsync(draft.Tenant.Environment, number, cancellation);
        return held is not null && held.Tenant == draft.Tenant
            ? AccountProblems.AlreadyConnected
            : await ConnectAsync(draft, config, actor, AccountAudit.Created, cancellation);
    }

    /// <summary>
    /// Verifies credentials, subscribes and registers the number with them, and stores them. They replace the
    /// credentials of a connected number.
    /// </summary>
    public async Task<Outcome<Guid>> ConnectAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        string action,
        CancellationToken cancellation
    )
    {
        var proved = await ProveAsync(draft.Tenant.Environment, config, cancellation);
        if (!proved.TryGet(out var proven, out var problem))
            return AccountProblems.OfMeta(problem, MetaSteps.VerifyToken);
        // This check comes after the verification, because only a caller with a token of the number may learn that
        // another organization holds it.
        var held = await connections.FindLivePhoneAsync(draft.Tenant.Environment, proven.Id, cancellation);
        if (IsHeldElsewhere(held, draft.Tenant))
            return ConnectionProblems.HeldElsewhere;
        var pin = await PinAsync(draft.Tenant, config, proven.Id, cancellation);
        var ready = await preparation.RunAsync(proven, pin, isNew: held is null, cancellation);
        return ready.TryGet(out var live, out problem) ? await StoreAsync(draft, actor, action, live, pin) : problem;
    }

    private static bool IsHeldElsewhere(ConnectionRow? held, Tenant tenant) =>
        held is not null && held.Tenant.OrganizationId != tenant.OrganizationId;

    private Task<NumberPin> PinAsync(
        Tenant tenant,
        IReadOnlyDictionary<string, string> config,
        string number,
        CancellationToken cancellation
    )
    {
        var given = config.TryGetValue(WhatsAppKind.Pin, out var text) ? new Secret(text) : null;
        return pins.ChooseAsync(tenant, given, number, cancellation);
    }

    // Meta has already changed the number, so this is finished even if the caller disconnects.
    private async Task<Outcome<Guid>> StoreAsync(
        AccountDraft draft,
        Actor actor,
        string action,
        ProvenNumber proven,
        NumberPin pin
    )
    {
        var account = Guid.Empty;
        var wanted = ConnectionOf(draft, actor, proven, pin) with
        {
            BindAsync = async (session, rows) =>
            {
                var row = await accounts.FindByConnectionAsync(session, draft.Tenant, rows.Connection.Id);
                account = row!.Id;
                await audit.DoneAsync(session, draft.Tenant, actor, action, account);
            },
        };
        var outcome = await connector.ConnectAsync(wanted, CancellationToken.None);
        return outcome.Problem is { } problem ? problem : account;
    }

    private NumberConnection ConnectionOf(AccountDraft draft, Actor actor, ProvenNumber proven, NumberPin pin) =>
        new(draft.Tenant, actor, proven.App, proven.Access)
        {
            DisplayName = draft.DisplayName,
            TokenSource = TokenSources.Manual,
            TokenExpiresAt = proven.Access.ExpiresAt,
            OwnApp = apps.IsConfigured(proven.App) ? null : proven.App,
            Pin = pin.Value,
            // A number that was live already was not registered under the PIN.
            PinIsKnown = pin.IsKnown || proven.IsRegisteredHere,
            IsRegisteredHere = proven.IsRegisteredHere,
            AsAccount = draft with { Config = null },
        };

    private async Task<Outcome<ProvenNumber>> ProveAsync(
        string environment,
        IReadOnlyDictionary<string, string> config,
        CancellationToken cancellation
    )
    {
        if (apps.Find(environment) is not { } app)
            return MetaApps.NotConfigured;
        var token = new Secret(config[WhatsAppKind.AccessToken]);
        var (waba, number) = (config[WhatsAppKind.WabaId], config[WhatsAppKind.PhoneNumberId]);
        if (config.TryGetValue(WhatsAppKind.AppSecret, out var secret))
            return await proof.OfAsync(environment, token, new(secret), number, waba, cancellation);
        var access = await NumberAccess.ProveAsync(app, token, waba, number, cancellation);
        return access.Select(reached => new ProvenNumber(app, reached));
    }
}
