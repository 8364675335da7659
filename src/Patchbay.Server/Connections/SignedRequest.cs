using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Patchbay.Server.Platform.Meta;

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

    private const string Algorithm = "HMAC-SHA256";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Returns the person for each app that signed the text: two environments may have the same app. A text that was
    /// not issued within minutes is none, so that one that somebody has seen cannot be sent again later.
    /// </summary>
    public static IReadOnlyList<MetaPerson> PeopleOf(string text, IEnumerable<MetaApp> apps, DateTimeOffset now)
    {
        if (text.Length > MaxLength || text.Split('.') is not [var signature, var payload])
            return [];
        if (Decode(signature) is not { } mac || Decode(payload) is not { } json || UserOf(json, now) is not { } user)
            return [];
        var signed = Encoding.ASCII.GetBytes(payload);
        var people = new List<MetaPerson>();
        foreach (var app in apps)
        {
            if (app.Signature.IsOf(signed, mac))
                people.Add(new(app.Environment, user, IsOfInstagram: false));
            if (app.Instagram?.Signature.IsOf(signed, mac) == true)
                people.Add(new(app.Environment, user, IsOfInstagram: true));
        }
        return people;
    }

    /// <summary>The user's id; null when the payload lacks it, names another algorithm or is too old.</summary>
    private static string? UserOf(byte[] json, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var payload = document.RootElement;
            return payload.ValueKind == JsonValueKind.Object && IsOfAlgorithm(payload) && IsFresh(payload, now)
                ? UserOf(payload)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException) // text that is not Unicode
        {
            return null;
        }
    }

    private static bool IsOfAlgorithm(JsonElement payload) =>
        payload.TryGetProperty("algorithm", out var algorithm)
        && algorithm.ValueKind == JsonValueKind.String
        && string.Equals(algorithm.GetString(), Algorithm, StringComparison.OrdinalIgnoreCase);

    private static bool IsFresh(JsonElement payload, DateTimeOffset now) =>
        payload.TryGetProperty("issued_at", out var issued)
        && issued.ValueKind == JsonValueKind.Number
        && issued.TryGetInt64(out var second)
        && Math.Abs((decimal)second - now.ToUnixTimeSeconds()) <= (decimal)Lifetime.TotalSeconds;

    private static string? UserOf(JsonElement payload) =>
        !payload.TryGetProperty("user_id", out var user) ? null
        : user.ValueKind == JsonValueKind.String ? user.GetString()
        : user.ValueKind == JsonValueKind.Number ? user.GetRawText()
        : null;

    private static byte[]? Decode(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
