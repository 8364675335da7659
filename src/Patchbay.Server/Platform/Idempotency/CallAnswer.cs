using System.Text.Json.Serialization.Metadata;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Idempotency;

/// <summary>An answer that can be stored and repeated: either bytes or a refusal.</summary>
public sealed record CallAnswer(int Status, byte[] Body)
{
    public Problem? Problem { get; init; }

    /// <summary>The headers that belong to the answer; null for an answer that is only JSON.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Only what succeeded is kept: after a refusal or a failure, the key may be used again.</summary>
    public bool IsKept => Problem is null && Status is >= 200 and < 300;

    public static CallAnswer Json<T>(int status, T value, JsonTypeInfo<T> type) => new(status, Wire.Bytes(value, type));

    public static implicit operator CallAnswer(Problem problem) => new(problem.Status, []) { Problem = problem };
}
