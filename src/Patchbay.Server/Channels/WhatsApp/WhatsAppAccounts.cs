using Patchbay.Graph;
using Patchbay.Graph.PhoneNumbers;
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
/// Connects a WhatsApp number as an account: proved, subscribed and registered at Meta before anything is stored, so that
/// what fails there leaves nothing here.
/// </summary>
internal sealed class WhatsAppAccounts(
    MetaApps apps,
    NumberProof proof,
    MetaConnector connector,
    ConnectionStore connections,
    AccountStore accounts,
    PhoneStore phones,
    NumberSetup setup,
    AccountAudit audit,
    Vault vault,
    Ids ids
)
{
    /// <summary>A number that is new here, or whose connection was ended.</summary>
    public async Task<(Guid Id, Problem? Problem)> CreateAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var held = await connections.FindLivePhoneAsync(
            draft.Tenant.Environment,
            config[ChannelSettings.PhoneNumberId],
            cancellation
        );
        if (held is not null && held.Tenant == draft.Tenant)
            return (Guid.Empty, IntegrationProblems.AlreadyConnected);
        return await ConnectAsync(draft, config, actor, AccountAudit.Created, cancellation);
    }

    /// <summary>Proves credentials, makes the number ready with them and stores them, over those it has if it is connected.</summary>
    public async Task<(Guid Id, Problem? Problem)> ConnectAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        string action,
        CancellationToken cancellation
    )
    {
        var (proven, problem) = await ProveAsync(draft.Tenant.Environment, config, cancellation);
        if (problem is not null)
            return (Guid.Empty, IntegrationProblems.OfMeta(problem, MetaSteps.VerifyToken));
        var (app, access) = (proven!.App, proven.Access);
        // Only now: whose a number is, is told to who has a token of it.
        var held = await connections.FindLivePhoneAsync(draft.Tenant.Environment, access.Number!.Id, cancellation);
        if (held is not null && held.Tenant.OrganizationId != draft.Tenant.OrganizationId)
            return (Guid.Empty, ConnectionProblems.HeldElsewhere);
        var pin = await PinAsync(draft.Tenant, held, config, cancellation);
        (var number, problem) = await MakeReadyAsync(app, access, pin, held, cancellation);
        if (problem is not null)
            return (Guid.Empty, problem);
        var account = Guid.Empty;
        var binding = new NumberBinding(
            apps.IsConfigured(app) ? null : app,
            async (session, rows) =>
            {
                account = (await accounts.FindByConnectionAsync(session, draft.Tenant, rows.Connection.Id))!.Id;
                await audit.DoneAsync(session, draft.Tenant, actor, action, account);
            }
        )
        {
            Pin = pin,
            AsAccount = draft with { Config = null },
        };
        var outcome = await connector.WhatsAppAsync(
            draft.Tenant,
            actor,
            app,
            access with
            {
                Number = number,
            },
            draft.DisplayName,
            TokenSources.Manual,
            access.ExpiresAt,
            null,
            CancellationToken.None,
            binding
        );
        return (account, outcome.Problem);
    }

    /// <summary>Registers the number under its owner's PIN, which is then kept.</summary>
    public async Task<Problem?> SetPinAsync(
        ConnectionRow connection,
        MetaApp app,
        Secret token,
        Secret pin,
        CancellationToken cancellation
    )
    {
        if (await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation) is not { } phone)
            return IntegrationProblems.NotConnected;
        return await setup.RegisterAsync(app.As(token), phone, pin, CancellationToken.None) is { } error
            ? IntegrationProblems.OfMeta(MetaProblems.From(error), MetaSteps.RegisterNumber)
            : null;
    }

    private async Task<(ProvenNumber?, Problem?)> ProveAsync(
        string environment,
        IReadOnlyDictionary<string, string> config,
        CancellationToken cancellation
    )
    {
        if (apps.Find(environment) is not { } app)
            return (null, MetaApps.NotConfigured);
        var (token, waba, number) = (
            new Secret(config[ChannelSettings.AccessToken]),
            config[ChannelSettings.WabaId],
            config[ChannelSettings.PhoneNumberId]
        );
        if (config.TryGetValue(ChannelSettings.AppSecret, out var secret))
        {
            var proven = await proof.OfAsync(environment, token, new(secret), number, waba, cancellation);
            return proven.TryGet(out var reached, out var refused) ? (reached, null) : (null, refused);
        }
        var (access, problem) = await MetaAccessCheck.WhatsAppAsync(app, token, waba, number, cancellation);
        return access is null ? (null, problem) : (new(app, access), null);
    }

    private async Task<Secret> PinAsync(
        Tenant tenant,
        ConnectionRow? held,
        IReadOnlyDictionary<string, string> config,
        CancellationToken cancellation
    )
    {
        if (config.TryGetValue(ChannelSettings.Pin, out var pin))
            return new(pin);
        return
            held is not null
            && await phones.FindByConnectionAsync(tenant, held.Id, cancellation) is { Pin: { } box } phone
            ? await vault.OpenAsync(PhoneStore.PinPlace(phone.OrganizationId, phone.Id), box, cancellation)
            : new(ids.Pin());
    }

    /// <summary>Subscribes, then registers a number that is not live yet. A registration that fails takes a new subscription back.</summary>
    private async Task<(PhoneNumber? Number, Problem? Problem)> MakeReadyAsync(
        MetaApp app,
        MetaAccess access,
        Secret pin,
        ConnectionRow? held,
        CancellationToken cancellation
    )
    {
        var (meta, number, step) = (app.As(access.Token), access.Number!, MetaSteps.SubscribeApp);
        try
        {
            await meta.BusinessAccounts.SubscribeAppAsync(access.Account!.Id, cancellationToken: cancellation);
            if (number.IsOnBizApp == true || number.Status == PhoneNumberStatus.Connected)
                return (number, null);
            step = MetaSteps.RegisterNumber;
            await meta.PhoneNumbers.RegisterAsync(number.Id, pin.Reveal(), cancellation);
            return (await meta.PhoneNumbers.GetAsync(number.Id, MetaFields.Phone, cancellation), null);
        }
        catch (GraphException error)
        {
            if (step == MetaSteps.RegisterNumber && held is null)
                await TakeBackAsync(app, access, cancellation);
            return (null, IntegrationProblems.OfMeta(MetaProblems.From(error), step));
        }
    }

    private async Task TakeBackAsync(MetaApp app, MetaAccess access, CancellationToken cancellation)
    {
        if (await connections.IsWabaHeldElsewhereAsync(app.Environment, access.Account!.Id, "", cancellation))
            return;
        try
        {
            await app.As(access.Token).BusinessAccounts.UnsubscribeAppAsync(access.Account.Id, cancellation);
        }
        catch (GraphException)
        {
            // What cannot be taken back does no harm: events of a number that is nobody's here are set aside.
        }
    }
}
