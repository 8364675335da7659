using System.Net;
using System.Text;
using System.Text.Json;
using Shouldly;

namespace Patchbay.Testing;

/// <summary>Helpers for JSON requests and answers.</summary>
public static class HttpJson
{
    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient http, string path, string json) =>
        http.PostAsync(path, Json(json));

    public static Task<HttpResponseMessage> PatchJsonAsync(this HttpClient http, string path, string json) =>
        http.PatchAsync(path, Json(json));

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    /// <summary>Checks the status and returns the JSON of the answer. A failure shows the body.</summary>
    public static async Task<JsonElement> ShouldBeAsync(this Task<HttpResponseMessage> call, HttpStatusCode status)
    {
        using var response = await call;
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>
    /// Checks the answer to a send whose answer from Meta was lost: unknown, or settled when Meta's status webhook came
    /// first.
    /// </summary>
    public static async Task<JsonElement> ShouldBeUnknownOrSettledAsync(this Task<HttpResponseMessage> call)
    {
        using var response = await call;
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        var status = answer.GetProperty("data").GetProperty("status").GetString();
        if (response.StatusCode == HttpStatusCode.Accepted)
            status.ShouldBe("unknown");
        else
            (response.StatusCode, status is "sent" or "delivered" or "read").ShouldBe((HttpStatusCode.Created, true));
        return answer;
    }

    /// <summary>Checks that the onboarding API refuses the call with this reason and, if given, this field.</summary>
    public static async Task<JsonElement> ShouldBeRefusedAsync(
        this Task<HttpResponseMessage> call,
        HttpStatusCode status,
        string reason,
        string? field = null
    )
    {
        var error = (await call.ShouldBeAsync(status)).GetProperty("error");
        error.GetProperty("reason").GetString().ShouldBe(reason);
        if (field is not null)
            error.GetProperty("field").GetString().ShouldBe(field);
        return error;
    }
}
