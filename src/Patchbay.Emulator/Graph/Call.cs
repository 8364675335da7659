using System.Text.Json.Nodes;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Graph;

/// <summary>One request on its way through the pipeline.</summary>
internal sealed class Call
{
    public required World World { get; init; }
    public required GraphSchema Schema { get; init; }
    public required string Method { get; init; }

    /// <summary>The path after the version, as requested.</summary>
    public required string Path { get; init; }
    public required string Version { get; init; }
    public required string BaseUrl { get; init; }
    public required Input Input { get; init; }
    public byte[] RawBody { get; init; } = [];
    public IHeaderDictionary? Headers { get; init; }
    public string? Credential { get; set; }
    public Token? Token { get; set; }

    /// <summary>The token of a call that needs a token.</summary>
    public Token Caller => Token ?? throw Refusals.NoToken();
    public Node? Node { get; set; }
    public Operation? Operation { get; set; }

    /// <summary>The part of an edge path after the edge's own name: the id in <c>message_qrdls/{id}</c>.</summary>
    public string? Tail { get; set; }

    /// <summary>Whether a fault cuts the connection after the operation acted.</summary>
    public bool CutAfter { get; set; }

    public long Now => World.Clock.Milliseconds;
    public long NowSeconds => World.Clock.Seconds;

    /// <summary>The app of the token. A request without a token has none.</summary>
    public App App => World.Find<App>(Token?.AppId) ?? throw Refusals.NoToken();

    /// <summary>Whether the caller asked for <c>metadata=1</c>.</summary>
    public bool WantsMetadata { get; init; }

    public FieldSet? Fields => Input.Text("fields") is { Length: > 0 } fields ? FieldSet.Parse(fields) : null;

    /// <summary>Version as a number: 23.0 is 2300.</summary>
    public int VersionNumber { get; init; } = 2300;

    /// <summary>Returns a node as the caller sees it: the wanted fields, or those its type always shows.</summary>
    public JsonObject Read(Node node, FieldSet? fields) => Schema.Types.Of(node).Read(node, fields, World);
}
