using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Profiles;

/// <summary>Greeting, prompts and commands of a number.</summary>
internal static partial class AutomationOperations
{
    public static readonly NodeType<Bot> Type = new("WhatsAppBusinessBot")
    {
        { "prompts", Show.Always, b => new JsonArray([.. b.Prompts.Select(p => (JsonNode)p)]) },
        {
            "commands",
            Show.Always,
            b => new JsonArray([
                .. b.Commands.Select(c =>
                    (JsonNode)new JsonObject { ["command_name"] = c.Name, ["command_description"] = c.Description }
                ),
            ])
        },
        { "enable_welcome_message", Show.Always, b => b.EnableWelcomeMessage },
    };

    public static readonly Operation[] Table =
    [
        Operation.Read<Bot>("getWhatsAppBusinessBotDetails"),
        Operation.Of<PhoneNumber>(
            "configureConversationalAutomation",
            "POST",
            "conversational_automation",
            Configure,
            P.Flag("enable_welcome_message"),
            P.List("prompts", P.Text("", 80), 4),
            P.List(
                "commands",
                P.Object("", P.Text("command_name", 32).Must(), P.Text("command_description", 256).Must()),
                30
            )
        ),
    ];

    public static Bot Of(World world, PhoneNumber phone) =>
        world.All<Bot>().FirstOrDefault(b => b.PhoneId == phone.Id)
        ?? world.Add(
            new Bot
            {
                Id = world.Ids.Number(),
                PhoneId = phone.Id,
                Waba = phone.Waba,
            }
        );

    private static Answer Configure(PhoneNumber phone, Call call)
    {
        var commands = ReadCommands(call.Input);
        var bot = Of(call.World, phone);
        bot.EnableWelcomeMessage = call.Input.Flag("enable_welcome_message") ?? bot.EnableWelcomeMessage;
        if (call.Input.Has("prompts"))
            bot.Prompts = [.. call.Input.Texts("prompts")];
        if (call.Input.Has("commands"))
            bot.Commands = commands;
        call.World.Save(bot);
        return Answer.Success();
    }

    private static List<BotCommand> ReadCommands(Input input)
    {
        var commands = (input.Element("commands") is { } list ? list.EnumerateArray() : default)
            .Select(c => new BotCommand(c.TextOf("command_name") ?? "", c.TextOf("command_description") ?? ""))
            .ToList();
        if (commands.Exists(c => !CommandName().IsMatch(c.Name)))
            throw Refusals.Invalid("Param commands must have names of letters, digits and underscores.");
        return commands.DistinctBy(c => c.Name).Count() == commands.Count
            ? commands
            : throw Refusals.Invalid("Param commands must have unique names.");
    }

    [GeneratedRegex("^[a-zA-Z0-9_]+$", RegexOptions.None, 1000)]
    private static partial Regex CommandName();
}
