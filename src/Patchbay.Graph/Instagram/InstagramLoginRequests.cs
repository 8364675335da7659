using System.Text.Json.Serialization;

namespace Patchbay.Graph.Instagram;

/// <summary>Exchanges a code of Instagram Login for a token that lives one hour.</summary>
/// <remarks>A code works once.</remarks>
public sealed record ExchangeInstagramCode : ICarrySecrets
{
    /// <summary>Id of the Instagram app, which differs from the Meta app's id.</summary>
    public required string ClientId { get; init; }

    /// <summary>Secret of the Instagram app.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>Sent as <c>authorization_code</c>.</summary>
    public string GrantType
    {
        get => field ?? "authorization_code";
        init;
    }

    /// <summary>The redirect URI of the dialog, exactly.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>The code, without the trailing <c>#_</c>.</summary>
    public required string Code { get; init; }

    IReadOnlyList<string> ICarrySecrets.Secrets => [ClientSecret, Code];

    /// <summary>Shows only the app's id.</summary>
    public override string ToString() => $"code of app {ClientId}";
}

/// <summary>Exchanges a token that lives one hour for a token that lives 60 days.</summary>
internal sealed record ExtendInstagramToken : ICarrySecrets
{
    public string GrantType
    {
        get => field ?? "ig_exchange_token";
        init;
    }

    public required string ClientSecret { get; init; }

    [JsonPropertyName("access_token")]
    public required string Token { get; init; }

    IReadOnlyList<string> ICarrySecrets.Secrets => [ClientSecret, Token];

    public override string ToString() => "token";
}

/// <summary>Extends a token that lives 60 days for another 60 days.</summary>
internal sealed record RefreshInstagramToken : ICarrySecrets
{
    public string GrantType
    {
        get => field ?? "ig_refresh_token";
        init;
    }

    [JsonPropertyName("access_token")]
    public required string Token { get; init; }

    IReadOnlyList<string> ICarrySecrets.Secrets => [Token];

    public override string ToString() => "token";
}
