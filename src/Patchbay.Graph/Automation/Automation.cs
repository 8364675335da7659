using System.Text.Json.Serialization;

namespace Patchbay.Graph.Automation;

/// <summary>What a user sees when a chat begins.</summary>
public sealed record ConfigureAutomation : GraphObject
{
    /// <summary>Whether you are told when a user opens a chat for the first time.</summary>
    public bool? EnableWelcomeMessage { get; init; }

    /// <summary>Tappable openings, at most three of 80 characters.</summary>
    public IReadOnlyList<string>? Prompts { get; init; }

    /// <summary>Commands shown after a slash, at most 30.</summary>
    public IReadOnlyList<BotCommand>? Commands { get; init; }
}

/// <summary>A command.</summary>
public sealed record BotCommand : GraphObject
{
    /// <summary>Letters, digits and underscores, at most 30.</summary>
    public required string CommandName { get; init; }

    /// <summary>At most 256 characters.</summary>
    public required string CommandDescription { get; init; }
}

/// <summary>What is configured.</summary>
public sealed record BotDetails : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Tappable openings.</summary>
    public IReadOnlyList<string>? Prompts { get; init; }

    /// <summary>Commands shown after a slash.</summary>
    public IReadOnlyList<BotCommand>? Commands { get; init; }

    /// <summary>Whether you are told when a user opens a chat for the first time.</summary>
    public bool? EnableWelcomeMessage { get; init; }
}
