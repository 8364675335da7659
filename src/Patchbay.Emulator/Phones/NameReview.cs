using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Patchbay.Emulator.Accounts;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Phones;

/// <summary>A new display name is reviewed; once approved the number has to be registered again.</summary>
internal static class NameReview
{
    public static void Request(World world, PhoneNumber phone, string name)
    {
        phone.RequestedName = name;
        phone.DueAt = world.Clock.Milliseconds + (long)world.Options.TemplateReview.TotalMilliseconds;
    }

    public static void Finish(World world, PhoneNumber phone)
    {
        if (phone.RequestedName is not { } name) return;
        phone.VerifiedName = name;
        phone.RequestedName = null;
        world.Save(phone);
        Outbox.Emit(world, world.Find<Waba>(phone.Waba)!, "phone_number_name_update", new JsonObject
        {
            ["display_phone_number"] = phone.Digits, ["decision"] = "APPROVED", ["requested_verified_name"] = name, ["rejection_reason"] = null,
        });
    }
}

/// <summary>Usernames: 3 to 35 of a few characters, unique, without the look of an address.</summary>
internal static partial class UsernameRules
{
    public static void Check(World world, PhoneNumber phone, string username)
    {
        var plain = username.ToLowerInvariant();
        if (!Shape().IsMatch(plain) || !plain.Any(char.IsAsciiLetterLower) || plain.Contains("..", StringComparison.Ordinal) || plain.StartsWith("www", StringComparison.Ordinal) || DomainEnding().IsMatch(plain))
            throw Refusals.Invalid("Param username must be 3 to 35 letters, digits, dots and underscores, with a letter, and not like an address.");
        if (world.All<PhoneNumber>().Any(p => p != phone && string.Equals(p.Username, plain, StringComparison.OrdinalIgnoreCase))) throw Refusals.Product(147001, "The username is taken.");
    }

    public static void Set(World world, PhoneNumber phone, string username)
    {
        phone.Username = username.ToLowerInvariant();
        Outbox.Emit(world, world.Find<Waba>(phone.Waba)!, "business_username_update", new JsonObject { ["display_phone_number"] = phone.Digits, ["username"] = phone.Username, ["status"] = "approved" });
    }

    [GeneratedRegex("^[a-z0-9_][a-z0-9._]{1,33}[a-z0-9_]$", RegexOptions.None, 1000)]
    private static partial Regex Shape();

    [GeneratedRegex(@"\.(com|net|org|io|br|de|co|app|html)$", RegexOptions.None, 1000)]
    private static partial Regex DomainEnding();
}
