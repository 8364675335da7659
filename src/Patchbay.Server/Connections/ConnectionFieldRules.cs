using System.Text.RegularExpressions;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Connections;

/// <summary>Rules for members that several ways of connecting share.</summary>
internal static partial class ConnectionFieldRules
{
    private const int MaxName = 200,
        MaxSecret = 4096,
        MinWebhookSecret = 8;

    public static Problem? WebhookSecret(string? secret, string provider)
    {
        if (secret is null)
            return null;
        if (provider == Providers.Meta)
            return Problem.Invalid(
                "webhook_secret",
                "Leave out 'webhook_secret': Meta signs webhooks with the secret of its app."
            );
        return secret.Length is >= MinWebhookSecret and <= MaxSecret
            ? null
            : Problem.Invalid(
                "webhook_secret",
                $"'webhook_secret' must have {MinWebhookSecret} to {MaxSecret} characters."
            );
    }

    public static Problem? Name(string field, string? name, bool required) =>
        name switch
        {
            null => required ? Problem.Invalid(field, $"'{field}' is required.") : null,
            _ => ShownText.IsName(name, MaxName)
                ? null
                : Problem.Invalid(field, $"'{field}' must have 1 to {MaxName} characters that can be seen."),
        };

    // A token travels in a header, which accepts only visible ASCII characters.
    public static Problem? Credential(string field, string? text) =>
        text is { Length: > 0 and <= MaxSecret } && text.All(c => c is > ' ' and < (char)127)
            ? null
            : Problem.Invalid(field, $"'{field}' is required: 1 to {MaxSecret} visible ASCII characters.");

    public static Problem? Future(string field, DateTimeOffset? at, DateTimeOffset now) =>
        at <= now ? Problem.Invalid(field, $"'{field}' is in the past.") : null;

    public static Problem? OneOf(string field, string? value, string[] known) =>
        value is null || known.Contains(value)
            ? null
            : Problem.Invalid(field, $"'{field}' must be one of: {string.Join(", ", known)}.");

    public static Problem? MetaId(string field, string? id, bool required) =>
        id switch
        {
            null => required ? Problem.Invalid(field, $"'{field}' is required.") : null,
            _ => MetaIdShape().IsMatch(id)
                ? null
                : Problem.Invalid(field, $"'{field}' must be an id of Meta: 1 to 32 digits."),
        };

    [GeneratedRegex(@"^[0-9]{1,32}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MetaIdShape();
}
