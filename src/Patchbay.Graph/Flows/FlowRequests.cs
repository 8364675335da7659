using System.Text.Json.Serialization;

namespace Patchbay.Graph.Flows;

/// <summary>A new flow, or changes to a flow.</summary>
public sealed record SaveFlow
{
    /// <summary>Name of the flow, unique in the account.</summary>
    public string? Name { get; init; }

    /// <summary>Categories of the flow, at least one.</summary>
    public IReadOnlyList<FlowCategory>? Categories { get; init; }

    /// <summary>Id of a flow to copy; new flows only.</summary>
    public string? CloneFlowId { get; init; }

    /// <summary>URL of the flow's endpoint.</summary>
    public string? EndpointUri { get; init; }

    /// <summary>JSON of the flow; new flows only.</summary>
    public string? FlowJson { get; init; }

    /// <summary>Whether to publish the flow at once; new flows only.</summary>
    public bool? Publish { get; init; }

    /// <summary>Id of the app to connect; changes only.</summary>
    public string? ApplicationId { get; init; }
}

/// <summary>The created flow.</summary>
public sealed record CreatedFlow : GraphObject
{
    /// <summary>Id of the flow.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Whether the flow was created.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? Success { get; init; }

    /// <summary>Errors in the flow's JSON.</summary>
    public IReadOnlyList<FlowFault>? ValidationErrors { get; init; }
}

/// <summary>Copies flows from another account of the same portfolio.</summary>
public sealed record MigrateFlows
{
    /// <summary>Id of the other account.</summary>
    public required string SourceWabaId { get; init; }

    /// <summary>Names of the flows, at most 100; all flows when omitted.</summary>
    public IReadOnlyList<string>? SourceFlowNames { get; init; }
}

/// <summary>The result for each flow.</summary>
public sealed record MigratedFlows : GraphObject
{
    /// <summary>The copied flows.</summary>
    [JsonPropertyName("migrated_flows")]
    public IReadOnlyList<MigratedFlow>? Migrated { get; init; }

    /// <summary>The flows that were not copied.</summary>
    [JsonPropertyName("failed_flows")]
    public IReadOnlyList<FailedFlow>? Failed { get; init; }
}

/// <summary>A copied flow.</summary>
public sealed record MigratedFlow : GraphObject
{
    /// <summary>Id of the original flow.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? SourceId { get; init; }

    /// <summary>Name of the original flow.</summary>
    public string? SourceName { get; init; }

    /// <summary>Id of the copy.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MigratedId { get; init; }
}

/// <summary>A flow that was not copied.</summary>
public sealed record FailedFlow : GraphObject
{
    /// <summary>Name of the flow.</summary>
    public string? SourceName { get; init; }

    /// <summary>Meta's error code.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ErrorCode { get; init; }

    /// <summary>Meta's error text.</summary>
    public string? ErrorMessage { get; init; }
}

/// <summary>What to read from a flow.</summary>
public sealed record FlowQuery
{
    /// <summary>Comma-separated names of the fields to return, such as <c>preview.invalidate(false)</c>.</summary>
    public string? Fields { get; init; }

    /// <summary>Format of the times.</summary>
    public string? DateFormat { get; init; }
}

/// <summary>A file of a flow.</summary>
public sealed record FlowAsset : GraphObject
{
    /// <summary>Name of the file.</summary>
    public string? Name { get; init; }

    /// <summary>Type of the file, <c>FLOW_JSON</c>.</summary>
    public string? AssetType { get; init; }

    /// <summary>URL of the file.</summary>
    /// <remarks>It needs no token.</remarks>
    public string? DownloadUrl { get; init; }
}

/// <summary>The answer to new JSON.</summary>
/// <remarks>A draft is stored even when its JSON has errors.</remarks>
public sealed record FlowJsonSaved : GraphObject
{
    /// <summary>Whether the JSON was stored.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>Errors in the JSON.</summary>
    public IReadOnlyList<FlowFault>? ValidationErrors { get; init; }
}
