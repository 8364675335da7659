using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Channels.Pager;

/// <summary>Acts as the provider: checks keys, accepts pages and posts answers to the address of an account.</summary>
internal sealed class PagerCompany
{
    public const string Key = "pager-key-0123456789",
        PagerId = "4711";

    private readonly ConcurrentQueue<(string To, string Text)> _pages = new();

    /// <summary>When false, every key is refused.</summary>
    public bool AcceptsKeys { get; set; } = true;

    /// <summary>The pages that were sent.</summary>
    public IReadOnlyCollection<(string To, string Text)> Pages => _pages;

    public bool Accepts(string key, string pagerId) => AcceptsKeys && key == Key && pagerId == PagerId;

    /// <returns>The page's id.</returns>
    public string Take(string to, string text)
    {
        _pages.Enqueue((to, text));
        return "page-out-" + _pages.Count;
    }

    public static async Task<HttpResponseMessage> PostAsync(HttpClient http, string url, string json, string secret)
    {
        var body = Encoding.UTF8.GetBytes(json);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url).AbsolutePath)
        {
            Content = HttpJson.Json(json),
        };
        request.Headers.Add(
            PagerWebhook.SignatureHeader,
            Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))
        );
        return await http.SendAsync(request);
    }
}
