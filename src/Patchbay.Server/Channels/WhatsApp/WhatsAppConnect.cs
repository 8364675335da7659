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

/// <summary>Connects WhatsApp numbers, for all surfaces.</summary>
internal sealed class WhatsAppConnect(
    WhatsAppAccounts accounts,
    NumberConnector connector,
    NumberPins pins,
    ConnectionStore connections,
    ConnectionApps apps,
    PhoneStore phones,
    WhatsAppRegistration registration,
    NumberRelease release
) : ChannelConnect
{
    public override string? IdOf(ConnectionRow connection) => connection.PhoneNumberId;

    public override async Task AddConfigAsync(
        Dictionary<string, string> config,
        ConnectionRow connection,
        CancellationToken cancellation
    )
    {
        config.AddIfPresent(
            WhatsAppKind.AccessToken,
            (await connections.TokenAsync(connection, cancellation))?.Reveal()
        );
        config.AddIfPresent(WhatsAppKind.PhoneNumberId, connection.PhoneNumberId);
        config.AddIfPresent(WhatsAppKind.WabaId, connection.WabaId);
        config.AddIfPresent(
            WhatsAppKind.AppSecret,
            (await connections.ApiSecretAsync(connection, cancellation))?.Reveal()
        );
        if (connection.DisconnectedAt is null)
            config.AddIfPresent(WhatsAppKind.Pin, (await pins.OfAsync(connection, cancellation))?.Reveal());
    }

    public override Task<Outcome<Guid>> CreateAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        CancellationToken cancellation
    ) => accounts.CreateAsync(draft, config, actor, cancellation);

    public override async Task<Outcome<bool>> UpdateAsync(
        AccountChange change,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var (account, draft, config) = change;
        if (config.Changed.Contains(WhatsAppKind.AccessToken) || config.Changed.Contains(WhatsAppKind.AppSecret))
        {
            var connected = await accounts.ConnectAsync(
                draft,
                GivenOf(config),
                actor,
                AccountAudit.Updated,
                cancellation
            );
            return connected.Select(_ => true);
        }
        if (config.Changed.Contains(WhatsAppKind.Pin) && account.Connection is { } connection)
        {
            var pin = new Secret(config.Values[WhatsAppKind.Pin]);
            if (await registration.SetPinAsync(connection, pin, cancellation) is { } problem)
                return problem;
        }
        return false;
    }

    /// <summary>Without the PIN that is kept, which the caller did not name.</summary>
    private static IReadOnlyDictionary<string, string> GivenOf(ConfigMerge config) =>
        config.Changed.Contains(WhatsAppKind.Pin)
            ? config.Values
            : config.Values.Where(member => member.Key != WhatsAppKind.Pin).ToDictionary();

    public override Problem? Check(TokenConnection request) =>
        ConnectionFieldRules.MetaId("waba_id", request.WabaId, required: true)
        ?? ConnectionFieldRules.MetaId("phone_number_id", request.PhoneNumberId, required: true);

    public override async Task<ConnectOutcome> ConnectAsync(
        TokenConnection request,
        Actor actor,
        MetaApp app,
        CancellationToken cancellation
    )
    {
        var proven = await NumberAccess.ProveAsync(
            app,
            request.Token,
            request.WabaId!,
            request.PhoneNumberId!,
            cancellation
        );
        if (!proven.TryGet(out var access, out var problem))
            return await registration.RefusedAsync(request.Tenant, actor, problem);
        var wanted = new NumberConnection(request.Tenant, actor, app, access)
        {
            DisplayName = request.DisplayName,
            TokenSource = request.TokenSource,
            TokenExpiresAt = request.TokenExpiresAt ?? access.ExpiresAt,
        };
        return await connector.ConnectAsync(wanted, cancellation);
    }

    public override async Task<Outcome<ProvenCredential>> ProveAsync(
        ConnectionRow connection,
        Secret credential,
        CancellationToken cancellation
    )
    {
        if (await apps.OfAsync(connection, cancellation) is not { } app)
            return MetaApps.NotConfigured;
        var proven = await NumberAccess.ProveAsync(
            app,
            credential,
            connection.WabaId!,
            connection.PhoneNumberId!,
            cancellation
        );
        return proven.Select(ProvenToken.Of);
    }

    public override Task<Problem?> FinishAsync(
        ConnectionRow connection,
        Actor actor,
        Secret? pin,
        CancellationToken cancellation
    ) => registration.FinishAsync(connection, actor, pin, cancellation);

    public override async Task<string?> UndoAsync(
        ConnectionRow connection,
        UndoReport report,
        CancellationToken cancellation
    )
    {
        if (
            await apps.OfAsync(connection, cancellation) is not { } app
            || await connections.TokenAsync(connection, cancellation) is not { } token
        )
            return MetaNotAsked;
        var meta = app.As(token);
        var phone = await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation);
        if (phone is not null)
            await meta.PhoneNumbers.ResetWebhookAsync(phone.MetaPhoneNumberId, cancellation);
        var wabaId = connection.WabaId!;
        if (phone is not null)
            await release.RunAsync(meta, connection, phone, report, cancellation);
        if (!await connections.IsWabaHeldElsewhereAsync(connection.Environment, wabaId, connection.Id, cancellation))
            await meta.BusinessAccounts.UnsubscribeAppAsync(wabaId, cancellation);
        else
        {
            report.Leave(
                LeftAtMeta.SubscribedApp,
                "The app stays subscribed to the WhatsApp account, because another of its numbers is connected."
            );
        }
        return null;
    }
}
