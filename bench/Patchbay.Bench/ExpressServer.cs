using System.ComponentModel;
using System.Diagnostics;

namespace Patchbay.Bench;

/// <summary>Express on Node, as many receivers use it: checks the signature, parses, and stores nothing.</summary>
internal static class ExpressServer
{
    private const string Script = """
        const [port, secret] = process.argv.slice(2), crypto = require('crypto'), express = require('express');
        const app = express();
        app.post('/webhooks/meta', express.raw({ type: '*/*', limit: '4mb' }), (req, res) => {
          const wanted = crypto.createHmac('sha256', secret).update(req.body).digest();
          const given = Buffer.from((req.get('x-hub-signature-256') || '').slice(7), 'hex');
          if (given.length !== 32 || !crypto.timingSafeEqual(given, wanted)) return res.sendStatus(403);
          const payload = JSON.parse(req.body);
          res.status(payload.entry.length > 0 ? 200 : 400).set('Content-Length', '0').end();
        });
        app.listen(+port, '127.0.0.1');
        """;

    /// <summary>Returns null and prints the reason when Node or Express is not available.</summary>
    public static Process? Start(int port)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "express");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "receiver.js"), Script);
        try
        {
            if (!Directory.Exists(Path.Combine(folder, "node_modules", "express")) && !Install(folder))
            {
                Console.WriteLine("npm could not install Express, so Express is left out.");
                return null;
            }
            return Process.Start(
                new ProcessStartInfo(
                    "node",
                    [
                        "receiver.js",
                        port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                        SignedWebhooks.Secret,
                    ]
                )
                {
                    WorkingDirectory = folder,
                    Environment = { ["NODE_ENV"] = "production" },
                }
            );
        }
        catch (Win32Exception)
        {
            Console.WriteLine("Node or npm is not installed, so Express is left out.");
            return null;
        }
    }

    private static bool Install(string folder)
    {
        using var npm = Process.Start(
            new ProcessStartInfo("npm", ["install", "--silent", "--no-audit", "--no-fund", "express"])
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        npm.WaitForExit();
        return npm.ExitCode == 0;
    }
}
