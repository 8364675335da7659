using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Flows;

/// <summary>The encrypted body that Meta posts to a flow's endpoint.</summary>
public sealed record FlowEnvelope
{
    /// <summary>The request, encrypted with AES-GCM, tag at the end, in base64.</summary>
    public required string EncryptedFlowData { get; init; }

    /// <summary>The AES key, encrypted with RSA-OAEP and SHA-256, in base64.</summary>
    public required string EncryptedAesKey { get; init; }

    /// <summary>The initialization vector, 16 bytes, in base64.</summary>
    public required string InitialVector { get; init; }
}

/// <summary>A request of a flow to its endpoint.</summary>
public sealed record FlowDataRequest : GraphObject
{
    /// <summary>Version of the data exchange API, such as <c>3.0</c>.</summary>
    public string? Version { get; init; }

    /// <summary>What happened in the flow.</summary>
    public FlowAction? Action { get; init; }

    /// <summary>Id of the screen.</summary>
    public string? Screen { get; init; }

    /// <summary>What the user entered, or <c>error</c> and <c>error_message</c>.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The token that was sent with the flow.</summary>
    public string? FlowToken { get; init; }

    /// <summary>
    /// Meta's signature of the token, a JSON Web Token, since data API 4.0; see <see cref="FlowTokenSignature"/>.
    /// </summary>
    public string? FlowTokenSignature { get; init; }
}

/// <summary>An event in a flow.</summary>
[JsonConverter(typeof(OpenEnumConverter<FlowAction>))]
public readonly record struct FlowAction(string Value) : IOpenEnum<FlowAction>
{
    /// <summary>Meta checks that the endpoint works.</summary>
    public static FlowAction Ping => new("ping");

    /// <summary>The flow was opened.</summary>
    public static FlowAction Init => new("INIT");

    /// <summary>The user went back.</summary>
    public static FlowAction Back => new("BACK");

    /// <summary>The user submitted a screen.</summary>
    public static FlowAction DataExchange => new("data_exchange");

    /// <inheritdoc/>
    public static FlowAction Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(FlowAction other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The answer of a flow's endpoint.</summary>
public sealed record FlowReply : GraphObject
{
    /// <summary>Id of the next screen, or <c>SUCCESS</c> to close the flow.</summary>
    public string? Screen { get; init; }

    /// <summary>Data of the screen.</summary>
    public JsonElement? Data { get; init; }
}
