namespace Patchbay.Emulator.Nodes;

/// <summary>A message template in one language.</summary>
internal sealed class Template : Node
{
    public required string Waba { get; set; }
    public required string Name { get; set; }
    public required string Language { get; set; }
    public required string Category { get; set; }
    public string ParameterFormat { get; set; } = "POSITIONAL";
    public string Status { get; set; } = "PENDING";

    /// <summary>The components as JSON text, as they were created.</summary>
    public required string Components { get; set; }
    public string? SubCategory { get; set; }
    public string? PreviousCategory { get; set; }

    /// <summary>AUTO_GENERATED for a template that Meta made for Direct Send.</summary>
    public string? Source { get; set; }
    public string? RejectedReason { get; set; }
    public string Quality { get; set; } = "UNKNOWN";
    public long? MessageSendTtl { get; set; }
    public bool LinkTrackingOptedOut { get; set; }

    /// <summary>Times of edits while approved, within 30 days.</summary>
    public List<long> Edits { get; set; } = [];
    public int Pauses { get; set; }
    public long DeletedAt { get; set; }

    public override string WabaId => Waba;
}
