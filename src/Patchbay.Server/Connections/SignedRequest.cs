using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections;

/// <summary>A person at Meta, by the id that one app knows them by.</summary>
/// <param name="Environment">The environment of the app.</param>
/// <param name="UserId">
/// For Instagram Login it may also be the id of the account: Meta's documentation does not say.
/// </param>
/// <param name="IsOfInstagram">Whether the signature was made with the app's Instagram secret.</param>
internal sealed record MetaPerson(string Environment, string UserId, bool IsOfInstagram);

/// <summary>
/// Meta's <c>signed_request</c>: signature and payload in base64url. The signature is the HMAC-SHA256 of the encoded
/// payload with the app's secret.
/// </summary>
internal static class SignedRequest
{
    private const int MaxLength = 8 * 1024;

    /// <summary>Returns the person for each app that signed the text: two environments may have the same app.</summary>
    public static IReadOnlyList<MetaPerson> PeopleOf(string text, IEnumerable<MetaApp> apps)
    {
        var people = new List<MetaPerson>();
        foreach (var app in apps)
        {
            if (UserOf(text, app.AppSecret) is { } user)
                people.Add(new(app.Environment, user, IsOfInstagram: false));
            if (app.Instagram is { AppSecret: var secret } && UserOf(text, secret) is { } account)
                people.Add(new(app.Environment, account, IsOfInstagram: true));
        }
        return people;
    }

    /// <summary>Returns the user's id; null when the text was not signed with this app's secret.</summary>
    private static string? UserOf(string? text, Secret appSecret)
    {
        if (text is not { Length: > 0 and <= MaxLength } || text.Split('.') is not [var signature, var payload])
            return null;
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret.Reveal()), Encoding.UTF8.GetBytes(payload));
        return
            Decode(signature) is { } given
            && CryptographicOperations.FixedTimeEquals(given, expected)
            && Decode(payload) is { } json
            ? UserOf(json)
            : null;
    }

    private static string? UserOf(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (
                document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("user_id", out var user)
            )
                return null;
            return user.ValueKind switch
            {
                JsonValueKind.String => user.GetString(),
                JsonValueKind.Number => user.GetRawText(),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Decode(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
