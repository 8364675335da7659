using System.Text.Json.Serialization;

namespace Patchbay.Graph.Flows;

/// <summary>A new flow, or changes to one.</summary>
public sealed record SaveFlow
{
    /// <summary>Its name, unique in the account.</summary>
    public string? Name { get; init; }

    /// <summary>What it is for, at least one.</summary>
    public IReadOnlyList<FlowCategory>? Categories { get; init; }

    /// <summary>A flow to copy; new flows only.</summary>
    public string? CloneFlowId { get; init; }

    /// <summary>Address of its endpoint.</summary>
    public string? EndpointUri { get; init; }

    /// <summary>Its JSON; new flows only.</summary>
    public string? FlowJson { get; init; }

    /// <summary>Whether to publish at once; new flows only.</summary>
    public bool? Publish { get; init; }

    /// <summary>The app to connect; changes only.</summary>
    public string? ApplicationId { get; init; }
}

/// <summary>A new flow.</summary>
public sealed record CreatedFlow : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Whether it was done.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? Success { get; init; }

    /// <summary>What is wrong with its JSON.</summary>
    public IReadOnlyList<FlowFault>? ValidationErrors { get; init; }
}

/// <summary>Copies flows from another account of the same portfolio.</summary>
public sealed record MigrateFlows
{
    /// <summary>That account.</summary>
    public required string SourceWabaId { get; init; }

    /// <summary>Which, at most 100; all when left out.</summary>
    public IReadOnlyList<string>? SourceFlowNames { get; init; }
}

/// <summary>What became of each flow.</summary>
public sealed record MigratedFlows : GraphObject
{
    /// <summary>Copied.</summary>
    [JsonPropertyName("migrated_flows")]
    public IReadOnlyList<MigratedFlow>? Migrated { get; init; }

    /// <summary>Not copied.</summary>
    [JsonPropertyName("failed_flows")]
    public IReadOnlyList<FailedFlow>? Failed { get; init; }
}

/// <summary>A copied flow.</summary>
public sealed record MigratedFlow : GraphObject
{
    /// <summary>The flow.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? SourceId { get; init; }

    /// <summary>Its name.</summary>
    public string? SourceName { get; init; }

    /// <summary>The copy.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MigratedId { get; init; }
}

/// <summary>A flow that was not copied.</summary>
public sealed record FailedFlow : GraphObject
{
    /// <summary>Its name.</summary>
    public string? SourceName { get; init; }

    /// <summary>Meta's code.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ErrorCode { get; init; }

    /// <summary>Meta's words.</summary>
    public string? ErrorMessage { get; init; }
}

/// <summary>What to read of a flow.</summary>
public sealed record FlowQuery
{
    /// <summary>Comma-separated fields, such as <c>preview.invalidate(false)</c>.</summary>
    public string? Fields { get; init; }

    /// <summary>Format of times.</summary>
    public string? DateFormat { get; init; }
}

/// <summary>A file of a flow.</summary>
public sealed record FlowAsset : GraphObject
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its type, <c>FLOW_JSON</c>.</summary>
    public string? AssetType { get; init; }

    /// <summary>Where it is; needs no token.</summary>
    public string? DownloadUrl { get; init; }
}

/// <summary>The answer to new JSON: a draft is stored even when it has faults.</summary>
public sealed record FlowJsonSaved : GraphObject
{
    /// <summary>Whether it was stored.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<FlowFault>? ValidationErrors { get; init; }
}
