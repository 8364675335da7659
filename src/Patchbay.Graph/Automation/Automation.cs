using System.Text.Json.Serialization;

namespace Patchbay.Graph.Automation;

/// <summary>Prompts, commands and welcome of a new chat.</summary>
public sealed record ConfigureAutomation : GraphObject
{
    /// <summary>Whether a webhook reports that a user opens a chat for the first time.</summary>
    public bool? EnableWelcomeMessage { get; init; }

    /// <summary>Prompts to tap, at most three of 80 characters.</summary>
    public IReadOnlyList<string>? Prompts { get; init; }

    /// <summary>Commands shown after a slash, at most 30.</summary>
    public IReadOnlyList<BotCommand>? Commands { get; init; }
}

/// <summary>A command that a user can choose after typing a slash.</summary>
public sealed record BotCommand : GraphObject
{
    /// <summary>Name of the command: letters, digits and underscores, at most 30.</summary>
    public required string CommandName { get; init; }

    /// <summary>Description of the command, at most 256 characters.</summary>
    public required string CommandDescription { get; init; }
}

/// <summary>The configured automation of a number.</summary>
public sealed record BotDetails : GraphObject
{
    /// <summary>Id of the bot.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Prompts to tap.</summary>
    public IReadOnlyList<string>? Prompts { get; init; }

    /// <summary>Commands shown after a slash.</summary>
    public IReadOnlyList<BotCommand>? Commands { get; init; }

    /// <summary>Whether a webhook reports that a user opens a chat for the first time.</summary>
    public bool? EnableWelcomeMessage { get; init; }
}
