using System.Text.Json.Serialization;

namespace Patchbay.Server.ChannelKinds.LogIn;

/// <summary>The address to send a person to, and the state with which the person returns.</summary>
public sealed record AuthorizeAnswer(string Url, string State, string RedirectUri);

/// <summary>The code with which a person returned from the dialog.</summary>
/// <param name="Code">The code; it works once.</param>
/// <param name="RedirectUri">The exact redirect address with which the dialog was opened.</param>
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
