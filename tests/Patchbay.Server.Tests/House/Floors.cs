namespace Patchbay.Server.Tests.House;

/// <summary>The rooms of the server, lowest floor first. A room refers to rooms on lower floors only.</summary>
internal static class Floors
{
    private const string Root = "Patchbay.Server";

    private static readonly string[][] Table =
    [
        ["Storage"],
        ["Platform"],
        ["Audit"],
        ["Organizations", "Outgoing", "Intake"],
        ["Connections"],
        ["Messages"],
        ["ChannelKinds"],
        ["Channels.Direct"],
        [
            "Channels.WhatsApp",
            "Channels.Instagram",
            "Channels.Messenger",
            "Channels.Email",
            "Payments",
            "Lifecycle",
            "Projections",
        ],
        ["Channels"],
        [
            "Surfaces.Onboarding",
            "Surfaces.Integrations",
            "Surfaces.Instances",
            "Surfaces.ProviderConnections",
            "Surfaces.Messages",
            "Surfaces.Webhooks",
            "Surfaces.Receivers",
        ],
        ["Surfaces", "Sandbox", "Health"],
        [""],
    ];

    /// <summary>False for types that generators put into namespaces of their own.</summary>
    public static bool IsOurs(Type type) =>
        type.Namespace == Root || (type.Namespace?.StartsWith(Root + ".", StringComparison.Ordinal) ?? false);

    /// <summary>The room of a type, or null when the table has none for it.</summary>
    public static string? RoomOf(Type type)
    {
        var path = PathOf(type.Namespace ?? "");
        return Table
            .SelectMany(floor => floor)
            .Where(room => path == room || (room.Length > 0 && path.StartsWith(room + ".", StringComparison.Ordinal)))
            .MaxBy(room => room.Length);
    }

    public static bool MayRefer(string from, string to) => from == to || FloorOf(to) < FloorOf(from);

    /// <summary>A type's name without the server's root namespace.</summary>
    public static string NameOf(Type type) => PathOf(type.FullName ?? type.Name);

    private static int FloorOf(string room) => Array.FindIndex(Table, floor => floor.Contains(room));

    private static string PathOf(string name) => name == Root ? "" : name[(Root.Length + 1)..];
}
