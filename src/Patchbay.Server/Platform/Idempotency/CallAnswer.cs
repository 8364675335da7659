using System.Text.Json.Serialization.Metadata;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Idempotency;

/// <summary>An answer that can be stored and repeated: either bytes or a refusal.</summary>
public sealed record CallAnswer(int Status, byte[] Body)
{
    public Problem? Problem { get; init; }

    public static CallAnswer Json<T>(int status, T value, JsonTypeInfo<T> type) => new(status, Wire.Bytes(value, type));

    public static implicit operator CallAnswer(Problem problem) => new(problem.Status, []) { Problem = problem };
}
