namespace Patchbay.Graph.Tests.Catalogue;

/// <summary>Finds the repository's <c>spec/graph</c> folder above the folder that the tests run in.</summary>
internal static class SpecFiles
{
    public static string Path(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = System.IO.Path.Combine(folder.FullName, "spec", "graph", name);
            if (File.Exists(path))
                return path;
        }

        throw new FileNotFoundException($"spec/graph/{name} is in no folder above {AppContext.BaseDirectory}.");
    }
}
