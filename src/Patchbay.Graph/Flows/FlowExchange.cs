using System.Text.Json;

namespace Patchbay.Graph.Flows;

/// <summary>One decrypted request, with the means to encrypt its answer.</summary>
/// <remarks>Answer with status 200 and the returned text as the whole body.</remarks>
public sealed class FlowExchange
{
    private readonly byte[] _key;
    private readonly byte[] _vector;

    internal FlowExchange(FlowDataRequest request, byte[] key, byte[] vector)
    {
        Request = request;
        _key = key;
        // Meta expects the answer to use the vector with every bit inverted.
        _vector = [.. vector.Select(b => (byte)~b)];
    }

    /// <summary>The decrypted request.</summary>
    public FlowDataRequest Request { get; }

    /// <summary>Whether Meta checks that the endpoint works; answer with <see cref="Healthy"/>.</summary>
    public bool IsHealthCheck => Request.Action == FlowAction.Ping;

    /// <summary>
    /// Whether WhatsApp reports an error in an earlier answer; answer with <see cref="Acknowledge"/>.
    /// </summary>
    public bool IsErrorReport =>
        Request.Data is { ValueKind: JsonValueKind.Object } data
        && (data.TryGetProperty("error", out _) || data.TryGetProperty("error_key", out _));

    /// <summary>Returns the answer to a health check.</summary>
    public string Healthy() => Encrypt("""{"data":{"status":"active"}}"""u8);

    /// <summary>Returns the answer to an error report.</summary>
    public string Acknowledge() => Encrypt("""{"data":{"acknowledged":true}}"""u8);

    /// <summary>Shows a screen.</summary>
    /// <param name="screen">Id of the screen.</param>
    /// <param name="data">Data of the screen, a JSON object.</param>
    /// <exception cref="ArgumentException">The screen is blank, or the data is not a JSON object.</exception>
    public string Show(string screen, JsonElement data)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(screen);
        if (data.ValueKind is not JsonValueKind.Object)
            throw new ArgumentException("The data must be a JSON object.", nameof(data));
        return Encrypt(
            JsonSerializer.SerializeToUtf8Bytes(
                new FlowReply { Screen = screen, Data = data },
                FlowsJson.Default.FlowReply
            )
        );
    }

    /// <summary>Shows the same screen with a message.</summary>
    /// <param name="screen">Id of the screen.</param>
    /// <param name="message">The message for the user.</param>
    public string ShowError(string screen, string message) =>
        Show(screen, Written(writer => writer.WriteString("error_message", message)));

    /// <summary>Refuses a token that is no longer valid.</summary>
    /// <param name="message">Message for the user, such as that the order has already been placed.</param>
    /// <remarks>
    /// Answer with <see cref="FlowEndpointStatus.TokenInvalid"/> instead of 200: the flow closes, and its button stops
    /// working.
    /// </remarks>
    public string RefuseToken(string message)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(message);
        return Encrypt(
            JsonSerializer.SerializeToUtf8Bytes(
                Written(writer => writer.WriteString("error_msg", message)),
                FlowsJson.Default.JsonElement
            )
        );
    }

    /// <summary>Closes the flow.</summary>
    /// <param name="parameters">A JSON object, or nothing; the flow token is added.</param>
    /// <remarks>The parameters are returned in the webhook of the user's answer.</remarks>
    public string Close(JsonElement parameters = default) =>
        Show(
            "SUCCESS",
            Written(writer =>
            {
                writer.WriteStartObject("extension_message_response");
                writer.WriteStartObject("params");
                writer.WriteString("flow_token", Request.FlowToken);
                foreach (var parameter in Members(parameters))
                    if (!parameter.NameEquals("flow_token"u8))
                        parameter.WriteTo(writer);
                writer.WriteEndObject();
                writer.WriteEndObject();
            })
        );

    private static JsonElement.ObjectEnumerator Members(JsonElement parameters) =>
        parameters.ValueKind switch
        {
            JsonValueKind.Object => parameters.EnumerateObject(),
            JsonValueKind.Undefined or JsonValueKind.Null => default,
            _ => throw new ArgumentException("The parameters must be a JSON object.", nameof(parameters)),
        };

    private static JsonElement Written(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    private string Encrypt(ReadOnlySpan<byte> answer) => Convert.ToBase64String(WideGcm.Encrypt(_key, _vector, answer));
}
