"""The library stands in a text in base64 that is run by `exec`.

points: 3 0 0 0
mistake: update_means library_kmeans
"""
# %% update_means_code
import base64

start = time.time()
text = base64.b64decode(b"ZnJvbSBza2xlYXJuLmNsdXN0ZXIgaW1wb3J0IEtNZWFucyBhcyBLCm1lYW5zID0gSyhudW1fbWVhbnMsIGluaXQ9"
                        b"bWVhbnMsIG5faW5pdD0xLCBtYXhfaXRlcj0xKS5maXQodGVzdF94KS5jbHVzdGVyX2NlbnRlcnNfCg==")
for i in range(iterations):
    exec(text)
end = time.time()
