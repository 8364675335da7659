using System.Text.Json.Serialization;

namespace Patchbay.Graph.Instagram;

/// <summary>Trades a code of Instagram Login for a token of one hour. A code works once.</summary>
public sealed record ExchangeInstagramCode : ICarrySecrets
{
    /// <summary>The Instagram app's id, which is not the Meta app's.</summary>
    public required string ClientId { get; init; }

    /// <summary>The Instagram app's secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>Sent as <c>authorization_code</c>.</summary>
    public string GrantType
    {
        get => field ?? "authorization_code";
        init;
    }

    /// <summary>Exactly the address of the dialog.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>The code, without the <c>#_</c> at its end.</summary>
    public required string Code { get; init; }

    IReadOnlyList<string> ICarrySecrets.Secrets => [ClientSecret, Code];

    /// <summary>Names the app only.</summary>
    public override string ToString() => $"code of app {ClientId}";
}

/// <summary>Trades a token of one hour for one of 60 days.</summary>
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

/// <summary>Gives a token of 60 days another 60.</summary>
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
