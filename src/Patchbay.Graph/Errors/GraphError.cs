using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph;

/// <summary>Meta's error object.</summary>
public sealed record GraphError : GraphObject
{
    /// <summary>Meta's error text in English.</summary>
    /// <remarks>It may change at any time.</remarks>
    public string? Message { get; init; }

    /// <summary>Class name of the error, such as OAuthException.</summary>
    public string? Type { get; init; }

    /// <summary>Error code.</summary>
    public int Code { get; init; }

    /// <summary>Error sub-code, when Meta gives it.</summary>
    public int? ErrorSubcode { get; init; }

    /// <summary>A title to show to people, in the language of the token's user.</summary>
    public string? ErrorUserTitle { get; init; }

    /// <summary>A text to show to people, in the language of the token's user.</summary>
    public string? ErrorUserMsg { get; init; }

    /// <summary>More detail: an object, or a plain string.</summary>
    public JsonElement? ErrorData { get; init; }

    /// <summary>Whether Meta marks the error as transient.</summary>
    public bool? IsTransient { get; init; }

    /// <summary>Trace id to quote to Meta's support.</summary>
    public string? FbtraceId { get; init; }

    /// <summary>What to do about it, by its code.</summary>
    [JsonIgnore]
    public GraphAdvice Advice => GraphErrorCodes.AdviceFor(this);

    /// <summary>The sentence in <see cref="ErrorData"/> that says what was wrong, when Meta gives it.</summary>
    public string? Details =>
        ErrorData switch
        {
            { ValueKind: JsonValueKind.String } text => Text(text),
            { ValueKind: JsonValueKind.Object } data
                when data.TryGetProperty("details", out var details) && details.ValueKind is JsonValueKind.String =>
                Text(details),
            _ => null,
        };

    private static string? Text(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair is valid JSON, but it cannot be read as text.
            return null;
        }
    }
}

/// <summary>The body of a refusal: the usual wrapper, or the bare form that Instagram's token host writes.</summary>
internal sealed record GraphErrorEnvelope
{
    public GraphError? Error { get; init; }

    public int? Code { get; init; }

    public string? ErrorType { get; init; }

    public string? ErrorMessage { get; init; }

    public GraphError? AsError() =>
        Error
        ?? (
            ErrorType is null && ErrorMessage is null
                ? null
                : new GraphError
                {
                    Code = Code ?? 0,
                    Type = ErrorType,
                    Message = ErrorMessage,
                }
        );
}
