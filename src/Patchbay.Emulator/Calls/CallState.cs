using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Calls;

/// <summary>A voice call between a number and a customer.</summary>
internal sealed class VoiceCall : Node
{
    public required string PhoneId { get; set; }
    public required string Customer { get; set; }
    public bool FromBusiness { get; set; }

    /// <summary>How long a call rings, in milliseconds.</summary>
    public static readonly long RingingTime = (long)TimeSpan.FromSeconds(60).TotalMilliseconds;

    /// <summary>ringing, accepted, rejected or ended.</summary>
    public string State { get; set; } = "ringing";
    public long? AcceptedAt { get; set; }
    public string? CallbackData { get; set; }
}

/// <summary>Whether a customer lets a number call.</summary>
internal sealed class CallPermission : Node
{
    public required string PhoneId { get; set; }
    public required string Customer { get; set; }

    /// <summary>pending, granted or denied.</summary>
    public required string State { get; set; }

    /// <summary>When the permission ends, in milliseconds; 0 for never.</summary>
    public long ExpiresAt { get; set; }

    /// <summary>Times of requests in the last week.</summary>
    public List<long> Requests { get; set; } = [];

    public static string IdOf(string phone, string customer) => $"call_permission:{phone}:{customer}";
}
