using System.Text.Json;

namespace Patchbay.Graph;

/// <summary>Meta's error object.</summary>
public sealed record GraphError : GraphObject
{
    /// <summary>Meta's words, in English; they may change at any time.</summary>
    public string? Message { get; init; }

    /// <summary>A class name such as OAuthException.</summary>
    public string? Type { get; init; }

    /// <summary>The code.</summary>
    public int Code { get; init; }

    /// <summary>The sub-code, where there is one.</summary>
    public int? ErrorSubcode { get; init; }

    /// <summary>A title for people, in the language of the token's user.</summary>
    public string? ErrorUserTitle { get; init; }

    /// <summary>A text for people, in the language of the token's user.</summary>
    public string? ErrorUserMsg { get; init; }

    /// <summary>More detail: an object, or only a string.</summary>
    public JsonElement? ErrorData { get; init; }

    /// <summary>Whether Meta expects it to pass.</summary>
    public bool? IsTransient { get; init; }

    /// <summary>Quote this to Meta's support.</summary>
    public string? FbtraceId { get; init; }

    /// <summary>The sentence in <see cref="ErrorData"/> that says what was wrong, where there is one.</summary>
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
            // Half of a surrogate pair, written as an escape, is JSON and no text.
            return null;
        }
    }
}

/// <summary>The body of a refusal: the usual wrapper, or the bare form of Instagram's token host.</summary>
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
