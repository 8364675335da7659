using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Usernames;

/// <summary>Rules for user names: 3 to 35 characters, unique, and not in the form of a web address.</summary>
internal static partial class UsernameRules
{
    public static void Check(World world, PhoneNumber phone, string username)
    {
        if (!IsWellFormed(username))
            throw Refusals.Invalid(
                "Param username must be 3 to 35 letters, digits, dots and underscores, with a letter, and not "
                    + "like an address."
            );
        if (!phone.Registered)
            throw Refusals.Product(147002, "Only a registered phone number can have a user name.");
        if (IsTaken(world, phone, username))
            throw Refusals.Product(147001, "The username is taken.");
    }

    public static bool IsWellFormed(string username)
    {
        var plain = username.ToLowerInvariant();
        return Shape().IsMatch(plain)
            && plain.Any(char.IsAsciiLetterLower)
            && !plain.Contains("..", StringComparison.Ordinal)
            && !plain.StartsWith("www", StringComparison.Ordinal)
            && !DomainEnding().IsMatch(plain);
    }

    /// <summary>A name is taken when another number has it or has asked for it, in upper or lower case.</summary>
    public static bool IsTaken(World world, PhoneNumber phone, string username) =>
        world.All<PhoneNumber>().Any(p => p != phone && IsSame(p.Username, username))
        || world.All<UsernameRequest>().Any(r => r.PhoneId != phone.Id && IsSame(r.Username, username));

    /// <summary>A name that spells the display name needs no review.</summary>
    public static bool NeedsReview(PhoneNumber phone, string username) =>
        !IsSame(Plain(phone.VerifiedName), Plain(username));

    public static void Set(World world, PhoneNumber phone, string username)
    {
        phone.Username = username.ToLowerInvariant();
        world.Save(phone);
        Notify(world, phone, phone.Username, "approved");
    }

    public static void Remove(World world, PhoneNumber phone)
    {
        phone.Username = null;
        world.Save(phone);
        Notify(world, phone, null, "deleted");
    }

    public static void Finish(World world, UsernameRequest request)
    {
        world.Remove(request);
        if (world.Find<PhoneNumber>(request.PhoneId) is { } phone)
            Set(world, phone, request.Username);
    }

    public static IEnumerable<string> Suggest(World world, PhoneNumber phone)
    {
        var plain = Plain(phone.VerifiedName);
        var stem = plain.Length >= 3 ? plain[..Math.Min(plain.Length, 25)] : plain + "shop";
        string[] ideas =
        [
            stem,
            stem + ".official",
            stem + "_" + PhoneFormat.Country(phone.Digits).ToLowerInvariant(),
            "hello." + stem,
            stem + phone.Digits[^4..],
        ];
        return ideas.Where(idea => IsWellFormed(idea) && !IsTaken(world, phone, idea));
    }

    private static void Notify(World world, PhoneNumber phone, string? username, string status)
    {
        var value = new JsonObject { ["display_phone_number"] = phone.Digits };
        if (username is not null)
            value["username"] = username;
        value["status"] = status;
        Outbox.Emit(world, world.Get<Waba>(phone.Waba), "business_username_update", value);
    }

    private static bool IsSame(string? known, string asked) =>
        string.Equals(known, asked, StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => string.Concat(name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));

    [GeneratedRegex("^[a-z0-9_][a-z0-9._]{1,33}[a-z0-9_]$", RegexOptions.None, 1000)]
    private static partial Regex Shape();

    [GeneratedRegex(@"\.(com|net|org|io|br|de|co|app|html)$", RegexOptions.None, 1000)]
    private static partial Regex DomainEnding();
}
