using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Control;

/// <summary>Making and dropping isolated worlds.</summary>
internal static class WorldControl
{
    private const int Most = 200;

    public static JsonNode List(WorldSet worlds) =>
        new JsonObject { ["data"] = new JsonArray([.. worlds.All.Select(Describe)]) };

    public static JsonNode Create(WorldSet worlds, JsonElement body)
    {
        var name = body.Need("name");
        if (name.Length > 60 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            throw Refusals.Invalid("Param name must be at most 60 letters, digits, dots, dashes and underscores.");
        if (worlds.Find(name) is not null)
            throw Refusals.Invalid($"The world {name} exists already.");
        if (worlds.All.Count() >= Most)
            throw Refusals.Invalid($"There are already {Most} worlds.");
        return Describe(worlds.GetOrAdd(name));
    }

    public static void Delete(WorldSet worlds, string name)
    {
        if (name == WorldSet.DefaultName)
            throw Refusals.Invalid("The default world cannot be deleted; reset it instead.");
        if (worlds.Find(name) is null)
            throw new GraphRefusal(100, $"There is no world named {name}", 404);
        worlds.Remove(name);
    }

    private static JsonNode Describe(World world) =>
        world.Read(() =>
        {
            var app = world.All<App>().First();
            return new JsonObject
            {
                ["name"] = world.Name,
                ["app_id"] = app.Id,
                ["config_id"] = app.Configurations[0].Id,
                ["partner_business_id"] = app.BusinessId,
                ["system_user_token"] = world.All<Token>().FirstOrDefault(t => t.BusinessId == app.BusinessId)?.Id,
            };
        });
}
