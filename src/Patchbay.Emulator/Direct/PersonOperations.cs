using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Direct;

/// <summary>The profiles of people on Messenger and Instagram, which can be read after they wrote.</summary>
internal static class PersonOperations
{
    public static readonly NodeType<MessengerPerson> MessengerType = new("User")
    {
        { "first_name", Show.Always, p => p.Name.Split(' ')[0] },
        { "last_name", Show.Always, p => p.Name.Split(' ')[^1] },
        { "profile_pic", Show.Always, p => Picture(p) },
        { "name", p => p.Name },
        { "locale", _ => "en_US" },
        { "timezone", _ => 0 },
        { "gender", _ => "female" },
    };

    public static readonly NodeType<InstagramPerson> InstagramType = new("IGBusinessScopedID")
    {
        { "name", Show.Always, p => p.Name },
        { "username", Show.Always, p => UsernameOf(p) },
        { "profile_pic", p => Picture(p) },
        { "follower_count", _ => 42 },
        { "is_user_follow_business", _ => false },
        { "is_business_follow_user", _ => false },
        { "is_verified_user", _ => false },
    };

    public static readonly Operation[] Table =
    [
        Operation.Of<MessengerPerson>(
            "getMessengerUser",
            "GET",
            "",
            (p, c) => Read(p, c, "pages_messaging"),
            P.Text("fields")
        ) with
        {
            Scope = null,
        },
        Operation.Of<InstagramPerson>(
            "getInstagramUser",
            "GET",
            "",
            (p, c) => Read(p, c, "instagram_manage_messages"),
            P.Text("fields")
        ) with
        {
            Scope = null,
        },
    ];

    public static string UsernameOf(Person person) => person.Name.ToLowerInvariant().Replace(' ', '.');

    /// <summary>Records that a person wrote, which opens the window.</summary>
    public static void Meet(World world, Node profile, string id, string? name)
    {
        var person = Know(world, profile, id, name);
        person.WroteAt[profile.Id] = world.Clock.Milliseconds;
        world.Save(person);
    }

    /// <summary>Returns the person with this id. An unknown person is added.</summary>
    public static Person Know(World world, Node profile, string id, string? name)
    {
        if (world.TryFind(id, out var node) && node is not Person)
            throw Refusals.Invalid("Param from is the id of another object, not of a person.");
        if (
            node is MessengerPerson && profile is InstagramAccount
            || node is InstagramPerson && profile is FacebookPage
        )
            throw Refusals.Invalid("Param from is the id of a person on the other platform; ids are scoped.");
        name ??= "Person " + (id.Length > 4 ? id[^4..] : id);
        return node as Person
            ?? world.Add(
                profile is InstagramAccount
                    ? (Person)new InstagramPerson { Id = id, Name = name }
                    : new MessengerPerson { Id = id, Name = name }
            );
    }

    /// <summary>A profile sees only people who wrote to it.</summary>
    private static Answer Read(Person person, Call call, string facebookScope)
    {
        var profile =
            person
                .WroteAt.Keys.Select(id => call.World.TryFind(id, out var node) ? node : null)
                .OfType<Node>()
                .FirstOrDefault(p => DirectAccess.Reaches(call, p, facebookScope))
            ?? throw Refusals.UnknownObject(call.Method, person.Id);
        DirectAccess.Check(call, profile, facebookScope, "instagram_business_manage_messages");
        return Answer.Read(person, call);
    }

    private static string Picture(Person person) => $"https://platform-lookaside.fbsbx.com/emulator/{person.Id}.jpg";
}
