using System.Text.Json.Serialization;

namespace Patchbay.Graph.OAuth;

/// <summary>Trades a code from Embedded Signup or a log-in dialog for a token. A code works once.</summary>
public sealed record ExchangeCode : ICarrySecrets
{
    /// <summary>The app's id.</summary>
    public required string ClientId { get; init; }

    /// <summary>The app's secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>The code; single use, short-lived.</summary>
    public required string Code { get; init; }

    /// <summary>For a full-page dialog exactly its own address; leave out for the pop-up of the JavaScript SDK.</summary>
    public string? RedirectUri { get; init; }

    /// <summary>Sent as <c>authorization_code</c>.</summary>
    public string GrantType
    {
        get => field ?? "authorization_code";
        init;
    }

    IReadOnlyList<string> ICarrySecrets.Secrets => [ClientSecret, Code];

    /// <summary>Names the app only.</summary>
    public override string ToString() => $"code of app {ClientId}";
}

/// <summary>Trades a short-lived user token for one of about 60 days.</summary>
public sealed record ExtendToken : ICarrySecrets
{
    /// <summary>The app's id.</summary>
    public required string ClientId { get; init; }

    /// <summary>The app's secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>The token that ends soon; it must still be good.</summary>
    public required string FbExchangeToken { get; init; }

    /// <summary>Needed for system users' 60-day tokens.</summary>
    [JsonPropertyName("set_token_expires_in_60_days")]
    public bool? SetTokenExpiresIn60Days { get; init; }

    /// <summary>Sent as <c>fb_exchange_token</c>.</summary>
    public string GrantType
    {
        get => field ?? "fb_exchange_token";
        init;
    }

    IReadOnlyList<string> ICarrySecrets.Secrets => [ClientSecret, FbExchangeToken];

    /// <summary>Names the app only.</summary>
    public override string ToString() => $"token of app {ClientId}";
}

/// <summary>Asks what a token is.</summary>
internal sealed record DebugToken : ICarrySecrets
{
    public required string InputToken { get; init; }

    IReadOnlyList<string> ICarrySecrets.Secrets => [InputToken];

    public override string ToString() => "token";
}

/// <summary>Ends a system user's token.</summary>
public sealed record RevokeToken : ICarrySecrets
{
    /// <summary>The app's id.</summary>
    public required string ClientId { get; init; }

    /// <summary>The app's secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>The token to end.</summary>
    [JsonPropertyName("revoke_token")]
    public required string Token { get; init; }

    /// <summary>A token of the same app that may do this.</summary>
    public required string AccessToken { get; init; }

    IReadOnlyList<string> ICarrySecrets.Secrets => [ClientSecret, Token, AccessToken];

    /// <summary>Names the app only.</summary>
    public override string ToString() => $"token of app {ClientId}";
}
