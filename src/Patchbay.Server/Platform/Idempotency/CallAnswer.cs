using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Idempotency;

/// <summary>An answer that can be kept and given again: either bytes, or a refusal.</summary>
public sealed record CallAnswer(int Status, byte[] Body, Problem? Problem)
{
    /// <summary>Whether the same call may not run again: a refusal for now (busy, down) may.</summary>
    public bool IsFinal => Status is not 429 and < 500;

    public static CallAnswer Json<T>(int status, T value, JsonTypeInfo<T> type) =>
        new(status, Wire.Bytes(value, type), null);

    public static implicit operator CallAnswer(Problem problem) => new(problem.Status, [], problem);
}
