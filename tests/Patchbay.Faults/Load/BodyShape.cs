namespace Patchbay.Faults.Load;

/// <summary>Where a body's filler stands.</summary>
internal enum FillerPlace
{
    Value,
    Item,
    Contact,
    Metadata,
    Object,
    Time,
    Text,
    Nested,
    Names,
    Root,
}

/// <summary>
/// The shape of a webhook body: how many of what it holds. Bodies are cut off at 4 MiB, so a count is an intention.
/// </summary>
internal sealed record BodyShape
{
    public static readonly string[] Lists =
    [
        "messages",
        "statuses",
        "message_echoes",
        "history",
        "state_sync",
        "messaging",
    ];

    public static readonly string[] Fillers =
    [
        "x",
        "\u007f",
        "\U0001f600",
        "\\ud800",
        "\\u0041",
        "\u00e9",
        "<",
        "1,",
        "{},",
        "[],",
        "{\"a\":1},",
        "[[[[[[]]]]]],",
    ];

    private const int Metrics = 12;

    public int Entries { get; init; } = 1;
    public int Changes { get; init; } = 1;
    public int Items { get; init; } = 1;
    public int Contacts { get; init; }
    public int Filler { get; init; }
    public int FillerKind { get; init; }
    public int List { get; init; }
    public int Subjects { get; init; } = 1;
    public FillerPlace Place { get; init; }

    /// <summary>How many items have the same sender or are about the same message.</summary>
    public int Sharing { get; init; } = 1;

    /// <summary>Whether contacts name the senders of messages.</summary>
    public bool IsMatched { get; init; }
    public bool IsSigned { get; init; } = true;
    public bool IsTiny { get; init; }
    public bool IsSharedHook { get; init; } = true;

    /// <summary>The bodies that were found by hand: many contacts, and one large member beside many messages.</summary>
    public static IEnumerable<BodyShape> Known =>
        [
            new() { Items = 4_900, Contacts = 80_000 },
            new()
            {
                Items = 900,
                Filler = 1_000_000,
                Place = FillerPlace.Value,
            },
        ];

    public static BodyShape Random(Random random)
    {
        var shape = new BodyShape();
        for (var i = 0; i < Metrics; i++)
            shape = shape.Mutated(random, i);
        return shape;
    }

    /// <summary>The same shape with one to three changes.</summary>
    public BodyShape Mutated(Random random)
    {
        var shape = this;
        for (var i = random.Next(1, 4); i > 0; i--)
            shape = shape.Mutated(random, random.Next(Metrics));
        return shape;
    }

    private BodyShape Mutated(Random random, int metric) =>
        metric switch
        {
            0 => this with { Entries = Count(random, 4) },
            1 => this with { Changes = Count(random, 4) },
            2 => this with { Items = Count(random, 6) },
            3 => this with { Contacts = random.Next(3) == 0 ? Count(random, 6) : 0 },
            4 => this with { Filler = random.Next(3) == 0 ? 0 : Count(random, 7) },
            5 => this with { FillerKind = random.Next(Fillers.Length) },
            6 => this with { List = random.Next(3) == 0 ? random.Next(Lists.Length) : random.Next(2) },
            7 => this with { Place = (FillerPlace)random.Next(Enum.GetValues<FillerPlace>().Length) },
            8 => this with { Sharing = Count(random, 5) },
            9 => this with { IsMatched = random.Next(2) == 0, IsTiny = random.Next(3) == 0 },
            10 => this with { IsSigned = random.Next(8) > 0, IsSharedHook = random.Next(4) > 0 },
            _ => this with { Subjects = random.Next(4) == 0 ? Count(random, 4) : 1 },
        };

    // As often about 10 as about 10,000.
    private static int Count(Random random, int digits) => (int)Math.Pow(10, random.NextDouble() * digits);
}
