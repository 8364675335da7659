using System.Text.Json;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Dialects;

/// <summary>Writes <c>{detail}</c>. Meta's reason follows our sentence, because there is no other member.</summary>
internal sealed class InstancesSurface : Surface
{
    protected override string[] Prefixes => ["/v1/instances", "/v1/channels", "/hooks"];

    protected override void WriteMembers(Utf8JsonWriter json, Problem problem, string requestId) =>
        json.WriteString(
            "detail",
            problem.Meta?.Reason is { } reason ? $"{problem.Message} Meta says: {reason}" : problem.Message
        );
}
