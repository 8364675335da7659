using System.Text.Json;

namespace Patchbay.Server.Channels.Email;

/// <summary>
/// Bounds what a posted mail becomes when it is parsed: each member and list item takes memory of its own.
/// </summary>
internal static class MailLimits
{
    private const int MaxTokens = 512 * 1024,
        MaxMembers = 4096;

    /// <summary>False for a body with too many parts. A body that is not JSON is refused when it is parsed.</summary>
    public static bool Fit(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        var (tokens, members) = (0, 0);
        try
        {
            while (json.Read())
            {
                var isMember = json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1;
                if (++tokens > MaxTokens || (isMember && ++members > MaxMembers))
                    return false;
            }
        }
        catch (JsonException)
        {
            return true;
        }
        return true;
    }
}
