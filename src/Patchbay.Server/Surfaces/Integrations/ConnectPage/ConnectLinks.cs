using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Organizations.Redirects;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Integrations.ConnectPage;

/// <summary>Makes invitations to connect an account. An invitation is valid for one browser.</summary>
internal sealed class ConnectLinks(
    ConnectSessionStore sessions,
    RedirectOrigins redirects,
    MetaApps apps,
    PublicAddress address,
    Ids ids,
    TimeProvider clock
)
{
    private const int TokenLength = 40,
        UsualSeconds = 24 * 3600;

    public async Task<Outcome<ConnectLinkAnswer>> MakeAsync(
        Channel channel,
        Tenant tenant,
        Actor actor,
        ConnectLinkRequest request,
        CancellationToken cancellation
    )
    {
        if (await redirects.CheckAsync(tenant, [("redirect_url", request.RedirectUrl)], cancellation) is { } refused)
            return refused;
        if (apps.Find(tenant.Environment) is not { } app)
            return MetaApps.NotConfigured;
        // This only checks that the app is set up for the log-in, which does not depend on address and state.
        if (channel.LogIn is { } logIn && logIn.DialogOf(app, redirectUri: "x", state: "x") is null)
            return logIn.NotSetUp;
        var token = ids.Token(TokenLength);
        var row = SessionOf(channel, tenant, actor, request);
        await sessions.InsertAsync(row, ConnectSessionStore.Hash(token), cancellation);
        var url = $"{address.Base}/connect/{channel.Name}?token={token}";
        return new ConnectLinkAnswer(url, channel.Name, row.ExpiresAt);
    }

    private ConnectSession SessionOf(Channel channel, Tenant tenant, Actor actor, ConnectLinkRequest request)
    {
        var now = clock.GetUtcNow();
        return new ConnectSession
        {
            Id = ids.Uuid(),
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Channel = channel.Name,
            Name = request.Name is { } name ? ShownText.Clean(name) : channel.Settings.Title,
            Locale = request.Locale,
            RedirectUrl = request.RedirectUrl,
            InvitedBy = $"{actor.Type}:{actor.Id}",
            Status = ConnectStatus.Open,
            Attempts = 0,
            CreatedAt = now,
            ExpiresAt = now + TimeSpan.FromSeconds(request.ExpiresInSeconds ?? UsualSeconds),
        };
    }
}
