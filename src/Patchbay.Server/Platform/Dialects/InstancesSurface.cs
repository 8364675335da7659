using System.Text.Json;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Dialects;

/// <summary>Writes <c>{detail}</c>.</summary>
internal sealed class InstancesSurface : Surface
{
    protected override string[] Prefixes => ["/v1/instances", "/v1/channels", "/hooks"];

    protected override void WriteMembers(Utf8JsonWriter json, Problem problem, string requestId) =>
        json.WriteString("detail", problem.Message);
}
