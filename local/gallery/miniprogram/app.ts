App({ globalData: { log: [] } });
