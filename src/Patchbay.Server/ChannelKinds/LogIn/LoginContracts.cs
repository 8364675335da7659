using System.Text.Json.Serialization;

namespace Patchbay.Server.ChannelKinds.LogIn;

/// <summary>Where to send a person, and what comes back with them.</summary>
public sealed record AuthorizeAnswer(string Url, string State, string RedirectUri);

/// <summary>What came back from the dialog.</summary>
/// <param name="Code">Can be used once.</param>
/// <param name="RedirectUri">Exactly the address that the dialog was opened with.</param>
public sealed record ConnectRequest(string? Code, string? RedirectUri);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip
)]
[JsonSerializable(typeof(AuthorizeAnswer))]
[JsonSerializable(typeof(ConnectRequest))]
internal sealed partial class LoginJson : JsonSerializerContext;
