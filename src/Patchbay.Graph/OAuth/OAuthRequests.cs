using System.Text.Json.Serialization;

namespace Patchbay.Graph.OAuth;

/// <summary>Exchanges a code from Embedded Signup or a login dialog for a token.</summary>
/// <remarks>A code works once.</remarks>
public sealed record ExchangeCode : ICarrySecrets
{
    /// <summary>The app's id.</summary>
    public required string ClientId { get; init; }

    /// <summary>The app's secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>The code.</summary>
    /// <remarks>It works once and only for a short time.</remarks>
    public required string Code { get; init; }

    /// <summary>The redirect URI of a full-page dialog, exactly.</summary>
    /// <remarks>Omit it for the pop-up of the JavaScript SDK.</remarks>
    public string? RedirectUri { get; init; }

    /// <summary>Sent as <c>authorization_code</c>.</summary>
    public string GrantType
    {
        get => field ?? "authorization_code";
        init;
    }

    IReadOnlyList<string> ICarrySecrets.Secrets => [ClientSecret, Code];

    /// <summary>Shows only the app's id.</summary>
    public override string ToString() => $"code of app {ClientId}";
}

/// <summary>Exchanges a short-lived user token for a token that lives about 60 days.</summary>
public sealed record ExtendToken : ICarrySecrets
{
    /// <summary>The app's id.</summary>
    public required string ClientId { get; init; }

    /// <summary>The app's secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>The token to extend.</summary>
    /// <remarks>It must still be valid.</remarks>
    public required string FbExchangeToken { get; init; }

    /// <summary>Required for the 60-day tokens of system users.</summary>
    [JsonPropertyName("set_token_expires_in_60_days")]
    public bool? SetTokenExpiresIn60Days { get; init; }

    /// <summary>Sent as <c>fb_exchange_token</c>.</summary>
    public string GrantType
    {
        get => field ?? "fb_exchange_token";
        init;
    }

    IReadOnlyList<string> ICarrySecrets.Secrets => [ClientSecret, FbExchangeToken];

    /// <summary>Shows only the app's id.</summary>
    public override string ToString() => $"token of app {ClientId}";
}

/// <summary>Inspects a token.</summary>
internal sealed record DebugToken : ICarrySecrets
{
    public required string InputToken { get; init; }

    IReadOnlyList<string> ICarrySecrets.Secrets => [InputToken];

    public override string ToString() => "token";
}

/// <summary>Revokes the token of a system user.</summary>
public sealed record RevokeToken : ICarrySecrets
{
    /// <summary>The app's id.</summary>
    public required string ClientId { get; init; }

    /// <summary>The app's secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>The token to revoke.</summary>
    [JsonPropertyName("revoke_token")]
    public required string Token { get; init; }

    /// <summary>A token of the same app that may revoke tokens.</summary>
    public required string AccessToken { get; init; }

    IReadOnlyList<string> ICarrySecrets.Secrets => [ClientSecret, Token, AccessToken];

    /// <summary>Shows only the app's id.</summary>
    public override string ToString() => $"token of app {ClientId}";
}
