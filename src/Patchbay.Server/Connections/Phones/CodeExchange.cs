using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Surfaces.ProviderConnections;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Exchanges a code of Meta's sign-up window for a connection.</summary>
internal sealed class CodeExchange(CodeOnce once, MetaConnector connector, ConnectionAudit audit, TimeProvider clock)
{
    public Task<ConnectOutcome> RunAsync(Tenant tenant, Actor actor, MetaApp app, ExchangeCodeRequest request) =>
        once.RunAsync(tenant, actor, request.Code!, () => ExchangeAsync(tenant, actor, app, request));

    private async Task<ConnectOutcome> ExchangeAsync(
        Tenant tenant,
        Actor actor,
        MetaApp app,
        ExchangeCodeRequest request
    )
    {
        var made = await app.Graph.OAuth.ExchangeCodeAsync(
            app.AppId,
            app.AppSecret.Reveal(),
            request.Code!,
            cancellationToken: CancellationToken.None
        );
        DateTimeOffset? expiresAt = made.ExpiresIn is > 0 and var seconds
            ? clock.GetUtcNow().AddSeconds(seconds)
            : null;
        var (access, problem) = await MetaAccessCheck.WhatsAppAsync(
            app,
            new Secret(made.Token),
            request.WabaId!,
            request.PhoneNumberId!,
            CancellationToken.None
        );
        if (problem is not null)
            return await audit.RefusedAsync(
                tenant,
                actor,
                ConnectionAudit.Created,
                null,
                problem with
                {
                    Field = FieldOf(problem),
                }
            );
        return await connector.WhatsAppAsync(
            tenant,
            actor,
            app,
            access!,
            request.DisplayName,
            TokenSources.EmbeddedSignup,
            expiresAt,
            request.BusinessId,
            CancellationToken.None
        );
    }

    // The caller sent a code, not a token.
    private static string? FieldOf(Problem problem) => problem.Field == "access_token" ? "code" : problem.Field;
}
