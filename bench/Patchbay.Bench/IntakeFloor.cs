using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Patchbay.Bench;

/// <summary>The floor of the intake benchmark: reads the body, checks the signature, and stores nothing.</summary>
internal static class IntakeFloor
{
    public static async Task<int> ServeAsync(string url)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        var app = builder.Build();
        var key = Encoding.UTF8.GetBytes(SignedWebhooks.Secret);
        app.Run(async context =>
        {
            var body = new byte[(int)context.Request.ContentLength!];
            await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
            context.Response.StatusCode = IsSigned(key, body, context.Request.Headers["X-Hub-Signature-256"].ToString())
                ? 200
                : 403;
        });
        await app.RunAsync();
        return 0;
    }

    private static bool IsSigned(byte[] key, byte[] body, string header)
    {
        Span<byte> given = stackalloc byte[32],
            wanted = stackalloc byte[32];
        if (
            header.Length != 71
            || Convert.FromHexString(header.AsSpan(7), given, out _, out _) != System.Buffers.OperationStatus.Done
        )
            return false;
        HMACSHA256.HashData(key, body, wanted);
        return CryptographicOperations.FixedTimeEquals(given, wanted);
    }
}
