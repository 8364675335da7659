namespace Patchbay.Graph.Messages;

/// <summary>The recipient of a message.</summary>
public sealed record Recipient
{
    private Recipient(string type, string? to, string? userId)
    {
        Type = type;
        To = to;
        UserId = userId;
    }

    internal string Type { get; }

    internal string? To { get; }

    internal string? UserId { get; }

    internal string Id => To ?? UserId!;

    /// <summary>Addresses a phone number.</summary>
    /// <exception cref="ArgumentException">
    /// The number has fewer than 5 or more than 20 digits, or marks other than + - ( ) and spaces.
    /// </exception>
    /// <remarks>
    /// Write it with plus and country code; without the plus, Meta adds the business's own country code.
    /// </remarks>
    public static Recipient Phone(string number)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(number);
        if (
            number.Count(char.IsAsciiDigit) is < 5 or > 20
            || number.Any(c => !char.IsAsciiDigit(c) && !"+-() ".Contains(c, StringComparison.Ordinal))
        )
            throw new ArgumentException(
                "A phone number has 5 to 20 digits, and may contain the marks + - ( ) and spaces.",
                nameof(number)
            );
        return new("individual", number, null);
    }

    /// <summary>Addresses a user by business-scoped id, such as <c>US.1349</c> with more digits.</summary>
    /// <remarks>Authentication templates cannot be sent to such an id.</remarks>
    public static Recipient User(string userId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userId);
        return new("individual", null, userId);
    }

    /// <summary>Addresses a group.</summary>
    public static Recipient Group(string groupId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(groupId);
        return new("group", groupId, null);
    }

    /// <summary>Shows the last four characters only.</summary>
    public override string ToString() => Id.Length > 4 ? $"…{Id[^4..]}" : "…";
}
