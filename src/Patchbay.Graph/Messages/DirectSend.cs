using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>A category of Direct Send, which reaches a user outside the 24-hour window without a template.</summary>
[JsonConverter(typeof(OpenEnumConverter<DirectSendCategory>))]
public readonly record struct DirectSendCategory(string Value) : IOpenEnum<DirectSendCategory>
{
    /// <summary>News about something that the user asked for or bought.</summary>
    public static DirectSendCategory Utility => new("utility");

    /// <summary>A one-time passcode, as a text. Meta grants access to selected businesses.</summary>
    public static DirectSendCategory Authentication => new("authentication");

    /// <summary>An ordinary message within the window, as without a category.</summary>
    public static DirectSendCategory Service => new("service");

    /// <inheritdoc/>
    public static DirectSendCategory Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(DirectSendCategory other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The template of Direct Send.</summary>
public sealed record DirectSendConfig
{
    /// <summary>
    /// Name of the template that Meta matches: lowercase letters, digits and underscores, at most 512 characters. When
    /// nothing matches, the message fails with code 131000.
    /// </summary>
    [JsonInclude]
    public string? TemplateName { get; internal init; }
}

/// <summary>Limits of Direct Send.</summary>
internal static class DirectSendLimits
{
    private const int _longestText = 1024;

    public static void Check(OutgoingMessage message, FaultList faults)
    {
        if (message.Category is not { } category || category == DirectSendCategory.Service)
        {
            faults.When(message.TtlSeconds is not null, "ttl_seconds", "needs the category utility or authentication.");
            faults.When(message.DirectSendConfig is not null, "direct_send_config", "needs the category utility.");
            return;
        }

        var most = category == DirectSendCategory.Authentication ? 900 : 43_200;
        faults.When(
            message.TtlSeconds is { } seconds && (seconds < 30 || seconds > most),
            "ttl_seconds",
            $"must be 30 to {most} seconds."
        );
        faults.When(
            message.DirectSendConfig is not null && category != DirectSendCategory.Utility,
            "direct_send_config",
            "needs the category utility."
        );
        faults.AtMost(message.Text?.Body, "text.body", _longestText);
        faults.When(!IsAllowed(message, category), "type", "cannot be sent with this category.");
    }

    private static bool IsAllowed(OutgoingMessage message, DirectSendCategory category) =>
        message.Text is not null || (message.Interactive is not null && category != DirectSendCategory.Authentication);
}
