using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Profiles;

/// <summary>The business profile that customers see. Each phone number has one profile.</summary>
internal sealed class BusinessProfile : Node
{
    public required string PhoneId { get; set; }
    public required string Waba { get; set; }
    public required string AccountName { get; set; }
    public string About { get; set; } = "Hey there! I am using WhatsApp.";
    public string? Address { get; set; }
    public string? Description { get; set; }
    public string? Email { get; set; }
    public string? PictureHandle { get; set; }
    public List<string> Websites { get; set; } = [];
    public string Vertical { get; set; } = "OTHER";

    public override string WabaId => Waba;
}

/// <summary>A number's conversational components: greeting, prompts and commands.</summary>
internal sealed class Bot : Node
{
    public required string PhoneId { get; set; }
    public required string Waba { get; set; }
    public List<string> Prompts { get; set; } = [];

    /// <summary>Name and description of each command.</summary>
    public List<BotCommand> Commands { get; set; } = [];
    public bool EnableWelcomeMessage { get; set; }

    public override string WabaId => Waba;
}

internal sealed record BotCommand(string Name, string Description);
