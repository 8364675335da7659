namespace Patchbay.Server.Platform.Limits;

/// <summary>The limits of requests. A limit of 0 is off. docs/limits.md describes each.</summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    // Right keys that are new to this server pass while there are look-ups left.
    private const int LookUpsPerWrongKey = 10;

    public int WrongKeysPerMinute { get; set; } = 600;

    public int WrongKeysPerMinuteAndKey { get; set; } = 600;

    public int LogInsPerMinute { get; set; } = 30;

    public int PagesPerMinute { get; set; } = 300;

    public int PagesPerMinuteAndLink { get; set; } = 600;

    public int CallbacksPerMinute { get; set; } = 120;

    public int HandshakesPerMinute { get; set; } = 60;

    public int HandshakesPerMinuteAndAddress { get; set; } = 600;

    public int UnsignedBodiesPerMinute { get; set; } = 300;

    public int CreationsPerMinute { get; set; } = 100;

    public int RequestsPerSecond { get; set; } = 1000;

    public int RequestsPerSecondAndOrganization { get; set; } = 2000;

    internal int Of(LimitKind kind) =>
        kind switch
        {
            LimitKind.WrongKeys => WrongKeysPerMinute,
            LimitKind.WrongKeyLookUps => WrongKeysPerMinute * LookUpsPerWrongKey,
            LimitKind.WrongKeysOfKey => WrongKeysPerMinuteAndKey,
            LimitKind.LogIns => LogInsPerMinute,
            LimitKind.Pages => PagesPerMinute,
            LimitKind.PagesOfLink => PagesPerMinuteAndLink,
            LimitKind.Callbacks => CallbacksPerMinute,
            LimitKind.Handshakes => HandshakesPerMinute,
            LimitKind.HandshakesOfAddress => HandshakesPerMinuteAndAddress,
            LimitKind.UnsignedBodies => UnsignedBodiesPerMinute,
            LimitKind.Creations => CreationsPerMinute,
            LimitKind.Requests => RequestsPerSecond,
            LimitKind.RequestsOfOrganization => RequestsPerSecondAndOrganization,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
