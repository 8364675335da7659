using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Templates;

/// <summary>The template namespace and Meta's greeting template, which every new account has.</summary>
internal static class GreetingTemplate
{
    /// <summary>Adds Meta's greeting template, already approved, to a new account.</summary>
    public static void Add(World world, Waba waba) =>
        world.Add(
            new Template
            {
                Id = world.Ids.Number(16),
                Waba = waba.Id,
                Name = "hello_world",
                Language = "en_US",
                Category = "UTILITY",
                Status = "APPROVED",
                Quality = "GREEN",
                Components =
                    """[{"type":"HEADER","format":"TEXT","text":"Hello World"},"""
                    + """{"type":"BODY","text":"This is a first message from the Patchbay emulator."},"""
                    + """{"type":"FOOTER","text":"Patchbay emulator"}]""",
            }
        );

    public static string Namespace(World world) =>
        string.Join('_', world.Ids.Hex(8), world.Ids.Hex(4), world.Ids.Hex(4), world.Ids.Hex(4), world.Ids.Hex(12))
            .ToLowerInvariant();
}
