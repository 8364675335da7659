using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Patchbay.Server.Organizations.Users;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Limits;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations;

/// <summary>
/// Reads the key in <c>Authorization: Bearer</c> or <c>X-Api-Key</c>; without a key, a user's session.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ApiKeyStore keys,
    UserSessions sessions,
    KeyLimits limits,
    RefusedAttempts refused,
    TimeProvider clock
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";

    private static readonly Problem Missing =
            new(401, Codes.MissingApiKey, "Send your API key as 'Authorization: Bearer …' or 'X-Api-Key: …'."),
        Invalid = new(401, Codes.InvalidApiKey, "This API key is not valid: it is mistyped, unknown or revoked."),
        Expired = new(401, Codes.ExpiredApiKey, "This API key has expired; create a new key.");

    private Problem _refusal = Missing;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var text = PresentedKey(Request);
        if ((text ?? SessionCookie.Read(Request)) is not { } credential)
            return AuthenticateResult.NoResult();
        if (limits.Before(Context, credential, IsMalformed(text)) is { } tooMany)
            return Refuse(tooMany, "over a limit");
        var result = await ReadAsync(text);
        var over =
            result.Failure is not null ? limits.Refused(Context, credential)
            : Context.Features.Get<Caller>() is { } caller ? limits.Accepted(credential, caller)
            : null;
        if (over is null)
            return result;
        Context.Features.Set<Caller>(null);
        return Refuse(over, "over a limit");
    }

    private static bool IsMalformed(string? text) =>
        text is not null && !SessionStore.IsToken(text) && !ApiKeyText.TryParse(text, out _);

    private async Task<AuthenticateResult> ReadAsync(string? text)
    {
        if (text is null || SessionStore.IsToken(text))
            return await SessionAsync(text);
        var key = ApiKeyText.TryParse(text, out var lookupId)
            ? await keys.FindByLookupAsync(lookupId, Context.RequestAborted)
            : null;
        if (key is null || !CryptographicOperations.FixedTimeEquals(key.SecretHash, ApiKeyText.Hash(text)))
            return Refuse(Invalid, key, lookupId, "wrong_key");
        if (key.RevokedAt is not null)
            return Refuse(Invalid, key, lookupId, "revoked_key");
        if (key.ExpiresAt <= clock.GetUtcNow())
            return Refuse(Expired, key, lookupId, Codes.ExpiredApiKey);
        await keys.TouchAsync(key, Context.RequestAborted);
        return Accept(key.ToCaller());
    }

    private async Task<AuthenticateResult> SessionAsync(string? bearer)
    {
        if (await sessions.ReadAsync(Context, bearer) is not { } read)
            return AuthenticateResult.NoResult();
        return read.TryGet(out var caller, out var problem) ? Accept(caller) : Refuse(problem, "session");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_refusal.Status == StatusCodes.Status401Unauthorized)
            Response.Headers.WWWAuthenticate = "Bearer";
        return _refusal.ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var caller = Context.Features.Get<Caller>();
        var problem = ForbiddenRules.Explain(Context.GetEndpoint()?.Metadata, caller);
        refused.NoteForbidden(Context, caller, problem.Code);
        return problem.ExecuteAsync(Context);
    }

    private AuthenticateResult Accept(Caller caller)
    {
        Context.Features.Set(caller);
        return AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(caller), SchemeName));
    }

    private AuthenticateResult Refuse(Problem problem, ApiKeyRow? key, string lookupId, string reason)
    {
        refused.NoteKey(Context, key, reason);
        return Refuse(
            problem,
            key is not null ? $"key {key.Id}"
                : lookupId.Length > 0 ? "unknown key"
                : "malformed key"
        );
    }

    // The framework logs the failure's message. It says what was refused and from where, and never holds the key.
    private AuthenticateResult Refuse(Problem problem, string what)
    {
        _refusal = problem;
        return AuthenticateResult.Fail($"{problem.Code} ({what}, from {RequestSource.Of(Context)})");
    }

    public static string? PresentedKey(HttpRequest request)
    {
        if (request.Headers["X-Api-Key"] is [{ Length: > 0 } header])
            return header;
        const string scheme = "Bearer ";
        return
            request.Headers.Authorization is [{ } value] && value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? value[scheme.Length..].Trim()
            : null;
    }

    private static ClaimsPrincipal PrincipalOf(Caller caller) =>
        new(
            new ClaimsIdentity(
                caller
                    .Scopes.Select(scope => new Claim(ScopeRequirement.ClaimType, scope))
                    .Append(new Claim(RoleRequirement.ClaimType, caller.Role))
                    .Concat(caller.IsUser ? [new Claim(UserRequirement.ClaimType, caller.Id.ToString())] : []),
                SchemeName
            )
        );
}
