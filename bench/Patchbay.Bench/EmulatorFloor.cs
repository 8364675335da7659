using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Patchbay.Bench;

/// <summary>The floor of the emulator benchmark: reads the body, parses it, and answers with an id.</summary>
internal static class EmulatorFloor
{
    public static async Task<int> ServeAsync(string url)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        var app = builder.Build();
        var number = 0L;
        app.Run(async context =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            var to = body.RootElement.GetProperty("to").GetString();
            var id = $"wamid.{Interlocked.Increment(ref number)}";
            var answer = System.Text.Encoding.UTF8.GetBytes(
                $$"""
                {"messaging_product":"whatsapp","contacts":[{"input":"{{to}}","wa_id":"{{to}}"}],
                "messages":[{"id":"{{id}}"}]}
                """
            );
            context.Response.ContentType = "application/json; charset=UTF-8";
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer, context.RequestAborted);
        });
        await app.RunAsync();
        return 0;
    }
}
